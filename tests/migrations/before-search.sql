-- A database as the program of the first migration alone left it; before-search.js says what was done to it.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE migration (number INTEGER NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL);
INSERT INTO migration VALUES(1,'662a5ec89edbb92f31eb34bb38bb1368b4194cf66c65f6456ae4f2fefd037ef5','2026-11-24T15:24:10Z');
CREATE TABLE dataset (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL,
    digest TEXT NOT NULL,
    changed_at TEXT
);
INSERT INTO dataset VALUES(1,6,'43234ef195398802c8de74f70cedbdfbe8a6ffd7700eaa9d65b2a60804614d7c','2026-11-24T15:24:10Z');
CREATE TABLE tally (
    collection TEXT NOT NULL PRIMARY KEY,
    rows BIGINT NOT NULL CHECK (rows >= 0)
);
INSERT INTO tally VALUES('articles',3);
INSERT INTO tally VALUES('participants',13);
INSERT INTO tally VALUES('facts',36);
INSERT INTO tally VALUES('agreements',4);
INSERT INTO tally VALUES('figures',14);
INSERT INTO tally VALUES('events',7);
INSERT INTO tally VALUES('statements',6);
INSERT INTO tally VALUES('affiliations',5);
INSERT INTO tally VALUES('topics',3);
INSERT INTO tally VALUES('evidence',82);
CREATE TABLE participant (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'company', 'government', 'institute', 'media', 'organization', 'group')),
    name_ko TEXT,
    name_en TEXT,
    agreement_count BIGINT NOT NULL DEFAULT 0 CHECK (agreement_count >= 0),
    figure_count BIGINT NOT NULL DEFAULT 0 CHECK (figure_count >= 0),
    event_count BIGINT NOT NULL DEFAULT 0 CHECK (event_count >= 0),
    statement_count BIGINT NOT NULL DEFAULT 0 CHECK (statement_count >= 0),
    affiliation_count BIGINT NOT NULL DEFAULT 0 CHECK (affiliation_count >= 0),
    CHECK (name_ko IS NOT NULL OR name_en IS NOT NULL)
);
INSERT INTO participant VALUES('haedong-daily','media','해동일보','Haedong Daily',0,0,0,0,0);
INSERT INTO participant VALUES('coastal-ministry','government','연안산업부','Ministry of Coastal Industry',3,0,0,2,2);
INSERT INTO participant VALUES('garam','company',NULL,'Garam',3,3,0,0,0);
INSERT INTO participant VALUES('garam-group','company','가람그룹','Garam Group',0,0,2,1,2);
INSERT INTO participant VALUES('naru-shipping','company','나루해운','Naru Shipping',3,2,1,0,1);
INSERT INTO participant VALUES('yoon-seojin','person','윤서진','Yoon Seo-jin',0,0,2,1,2);
INSERT INTO participant VALUES('han-doyun','person','한도윤','Han Do-yun',0,0,2,2,2);
INSERT INTO participant VALUES('choi-ian','person','최이안',NULL,0,0,0,0,1);
INSERT INTO participant VALUES('hanbit-institute','institute','한빛해양연구원','Hanbit Ocean Research Institute',1,0,0,0,0);
INSERT INTO participant VALUES('port-corporation','organization','새벽항만공사','Dawn Harbour Port Corporation',0,0,2,0,0);
INSERT INTO participant VALUES('haedong-2026-03-12-harbour.local-lines','group','지역 선사','local shipping lines',0,0,1,0,0);
INSERT INTO participant VALUES('coastal-herald','media',NULL,'Coastal Herald',0,0,0,0,0);
INSERT INTO participant VALUES('daily','media',NULL,'The daily',0,0,0,0,0);
CREATE TABLE topic (
    id TEXT NOT NULL PRIMARY KEY,
    name_ko TEXT,
    name_en TEXT,
    agreement_count BIGINT NOT NULL DEFAULT 0 CHECK (agreement_count >= 0),
    figure_count BIGINT NOT NULL DEFAULT 0 CHECK (figure_count >= 0),
    event_count BIGINT NOT NULL DEFAULT 0 CHECK (event_count >= 0),
    statement_count BIGINT NOT NULL DEFAULT 0 CHECK (statement_count >= 0),
    affiliation_count BIGINT NOT NULL DEFAULT 0 CHECK (affiliation_count >= 0),
    CHECK (name_ko IS NOT NULL OR name_en IS NOT NULL)
);
INSERT INTO topic VALUES('unmanned-quays','무인 부두','Quays without people',2,5,2,1,0);
INSERT INTO topic VALUES('autonomous-shipping','자율운항','Autonomous shipping',2,2,1,0,0);
INSERT INTO topic VALUES('port-jobs','항만 일자리','Port jobs',0,0,0,0,0);
CREATE TABLE article (
    id TEXT NOT NULL PRIMARY KEY,
    publisher TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    language TEXT NOT NULL CHECK (language IN ('ko', 'en')),
    title_ko TEXT,
    title_en TEXT,
    url TEXT,
    published_at TEXT NOT NULL,
    published_at_utc TEXT NOT NULL,
    modified_at TEXT,
    modified_at_utc TEXT,
    text_sha256 TEXT NOT NULL,
    text_length BIGINT NOT NULL CHECK (text_length > 0),
    agreement_count BIGINT NOT NULL DEFAULT 0 CHECK (agreement_count >= 0),
    figure_count BIGINT NOT NULL DEFAULT 0 CHECK (figure_count >= 0),
    event_count BIGINT NOT NULL DEFAULT 0 CHECK (event_count >= 0),
    statement_count BIGINT NOT NULL DEFAULT 0 CHECK (statement_count >= 0),
    affiliation_count BIGINT NOT NULL DEFAULT 0 CHECK (affiliation_count >= 0),
    CHECK (title_ko IS NOT NULL OR title_en IS NOT NULL),
    CHECK ((modified_at IS NULL) = (modified_at_utc IS NULL))
);
INSERT INTO article VALUES('coastal-herald-20411','coastal-herald','en',NULL,'Dawn Harbour to try unmanned quays',NULL,'2026-03-13T08:00:00Z','2026-03-13T08:00:00.000000000Z',NULL,NULL,'7f0afee4c6455850fe8361c3c4c09829275e6d59f601c10c16a5e0d5c7abb8a8',934,1,5,2,2,2);
INSERT INTO article VALUES('haedong-2026-03-12-harbour','haedong-daily','ko','연안산업부·가람, 새벽항 무인 부두 협력','Coastal ministry and Garam to build unmanned quays','https://haedong.example/news/harbour','2026-03-12T18:20:00+09:00','2026-03-12T09:20:00.000000000Z','2026-03-12T18:45:10+09:00','2026-03-12T09:45:10.000000000Z','3237bd70aa280ad9bab74cfa95a50d6c795e77055778934703305e9b3a3a237d',847,3,8,5,4,3);
INSERT INTO article VALUES('ships','daily','en',NULL,'Something happened',NULL,'2026-01-01T09:00:00+09:00','2026-01-01T00:00:00.000000000Z',NULL,NULL,'5ca958618d0ba668a5dc287a3d6b1da3dcdb673e8a763bf4a6dad202429e73e3',99,0,1,0,0,0);
CREATE TABLE article_author (
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    name_ko TEXT,
    name_en TEXT,
    PRIMARY KEY (article, ordinal),
    CHECK (name_ko IS NOT NULL OR name_en IS NOT NULL)
);
INSERT INTO article_author VALUES('coastal-herald-20411',0,NULL,'Alice Moreau');
INSERT INTO article_author VALUES('haedong-2026-03-12-harbour',0,'문지호',NULL);
CREATE TABLE article_document (
    article TEXT NOT NULL PRIMARY KEY REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL,
    document TEXT NOT NULL
);
INSERT INTO article_document VALUES('coastal-herald-20411','9306e70f1d9e462e75df560c5965253a4b2e6229ffaff3b7330866385ddd1a82',replace('{\n  "format": "facts/1",\n  "article": {\n    "id": "coastal-herald-20411",\n    "publisher": "coastal-herald",\n    "language": "en",\n    "title": {"en": "Dawn Harbour to try unmanned quays"},\n    "authors": [{"name": {"en": "Alice Moreau"}}],\n    "published_at": "2026-03-13T08:00:00Z",\n    "text": {"sha256": "7f0afee4c6455850fe8361c3c4c09829275e6d59f601c10c16a5e0d5c7abb8a8", "length": 934}\n  },\n  "topics": [\n    {"id": "unmanned-quays", "name": {"en": "Unmanned quays", "ko": "무인 부두"}},\n    {"id": "autonomous-shipping", "name": {"en": "Autonomous shipping"}}\n  ],\n  "participants": [\n    {\n      "id": "coastal-herald",\n      "kind": "media",\n      "name": {"en": "Coastal Herald"},\n      "evidence": [{"quote": "Coastal Herald", "start": 0, "end": 14}]\n    },\n    {\n      "id": "coastal-ministry",\n      "kind": "government",\n      "name": {"en": "Ministry of Coastal Industry", "ko": "연안산업부"},\n      "aliases": ["the ministry", "The ministry"],\n      "evidence": [{"quote": "Ministry of Coastal Industry", "start": 119, "end": 147}]\n    },\n    {\n      "id": "garam",\n      "kind": "company",\n      "name": {"en": "Garam", "ko": "가람"},\n      "evidence": [{"quote": "Garam will deliver", "start": 412, "end": 430}]\n    },\n    {\n      "id": "garam-group",\n      "kind": "company",\n      "name": {"en": "Garam Group", "ko": "가람그룹"},\n      "evidence": [{"quote": "chairman of Garam Group", "start": 331, "end": 354}]\n    },\n    {\n      "id": "naru-shipping",\n      "kind": "company",\n      "name": {"en": "Naru Shipping", "ko": "나루해운"},\n      "aliases": ["NARU"],\n      "same_as": ["https://naru.example/"],\n      "evidence": [{"quote": "Naru Shipping (NARU)", "start": 462, "end": 482}]\n    },\n    {\n      "id": "yoon-seojin",\n      "kind": "person",\n      "name": {"en": "Yoon Seo-jin", "ko": "윤서진"},\n      "evidence": [{"quote": "Minister Yoon Seo-jin", "start": 293, "end": 314}]\n    },\n    {\n      "id": "han-doyun",\n      "kind": "person",\n      "name": {"en": "Han Do-yun", "ko": "한도윤"},\n      "aliases": ["Han"],\n      "evidence": [{"quote": "Han Do-yun, chairman", "start": 319, "end": 339}]\n    },\n    {\n      "id": "port-corporation",\n      "kind": "organization",\n      "name": {"en": "Dawn Harbour Port Corporation"},\n      "evidence": [{"quote": "Dawn Harbour Port Corporation", "start": 898, "end": 927}]\n    }\n  ],\n  "facts": [\n    {\n      "id": "memorandum",\n      "kind": "agreement",\n      "name": {"en": "Memorandum on unmanned quays", "ko": "무인 부두 양해각서"},\n      "type": "mou",\n      "status": "signed",\n      "date": "2026-03-12",\n      "participants": [\n        {"id": "coastal-ministry", "role": "party"},\n        {"id": "garam", "role": "party"},\n        {"id": "naru-shipping", "role": "party"}\n      ],\n      "topics": ["unmanned-quays"],\n      "evidence": [\n        {"quote": "signed a memorandum of understanding", "start": 148, "end": 184, "for": "status"},\n        {"quote": "Ministry of Coastal Industry", "start": 119, "end": 147},\n        {"quote": "with Garam and Naru Shipping", "start": 185, "end": 213},\n        {"quote": "on Thursday", "start": 214, "end": 225, "for": "date"}\n      ]\n    },\n    {\n      "id": "meeting",\n      "kind": "event",\n      "name": {"en": "Meeting of the minister and the chairman"},\n      "type": "meeting",\n      "place": {"en": "Dawn Harbour"},\n      "date": "2026-03-12",\n      "participants": [{"id": "yoon-seojin", "role": "attendee"}, {"id": "han-doyun", "role": "attendee"}],\n      "evidence": [\n        {"quote": "Minister Yoon Seo-jin met Han Do-yun", "start": 293, "end": 329},\n        {"quote": "in Dawn Harbour on March 12", "start": 382, "end": 409, "for": "place"},\n        {"quote": "on March 12", "start": 398, "end": 409, "for": "date"}\n      ]\n    },\n    {\n      "id": "minister",\n      "kind": "affiliation",\n      "name": {"en": "Yoon Seo-jin''s office"},\n      "title": {"en": "Minister", "ko": "장관"},\n      "participants": [\n        {"id": "yoon-seojin", "role": "holder"},\n        {"id": "coastal-ministry", "role": "body", "inferred": true}\n      ],\n      "evidence": [{"quote": "Minister Yoon Seo-jin", "start": 293, "end": 314, "for": "title"}]\n    },\n    {\n      "id": "chairman",\n      "kind": "affiliation",\n      "name": {"en": "Han Do-yun''s office"},\n      "title": {"en": "chairman of Garam Group"},\n      "participants": [{"id": "han-doyun", "role": "holder"}, {"id": "garam-group", "role": "body"}],\n      "evidence": [\n        {"quote": "Han Do-yun", "start": 319, "end": 329},\n        {"quote": "chairman of Garam Group", "start": 331, "end": 354, "for": "title"}\n      ]\n    },\n    {\n      "id": "tugs",\n      "kind": "figure",\n      "name": {"en": "Tugs to be delivered"},\n      "value": 14,\n      "comparator": "gte",\n      "unit": "ship",\n      "participants": [{"id": "garam", "role": "supplier"}, {"id": "naru-shipping", "role": "recipient"}],\n      "topics": ["autonomous-shipping"],\n      "evidence": [\n        {"quote": "Garam will deliver at least 14", "start": 412, "end": 442},\n        {"quote": "Naru Shipping (NARU)", "start": 462, "end": 482}\n      ]\n    },\n    {\n      "id": "cost",\n      "kind": "figure",\n      "name": {"en": "Whole cost"},\n      "value": 1200000000000,\n      "comparator": "eq",\n      "unit": "krw",\n      "according_to": "ministry-estimate",\n      "participants": [],\n      "evidence": [{"quote": "1.2 trillion won", "start": 519, "end": 535, "for": "value"}]\n    },\n    {\n      "id": "ministry-estimate",\n      "kind": "statement",\n      "name": {"en": "The ministry''s estimate"},\n      "mode": "indirect",\n      "gist": {"en": "Names the cost and the number of quays"},\n      "participants": [{"id": "coastal-ministry", "role": "speaker"}],\n      "evidence": [{"quote": "The ministry put the whole cost", "start": 484, "end": 515}]\n    },\n    {\n      "id": "quays",\n      "kind": "figure",\n      "name": {"en": "Quays"},\n      "value": 3,\n      "comparator": "eq",\n      "unit": "quay",\n      "date": "../2030",\n      "part_of": "memorandum",\n      "participants": [],\n      "topics": ["unmanned-quays"],\n      "evidence": [\n        {"quote": "three quays", "start": 546, "end": 557},\n        {"quote": "by 2030", "start": 564, "end": 571, "for": "date"}\n      ]\n    },\n    {\n      "id": "private-share",\n      "kind": "figure",\n      "name": {"en": "Share of private money"},\n      "value": 60,\n      "comparator": "gt",\n      "unit": "percent",\n      "participants": [],\n      "evidence": [{"quote": "More than 60 percent", "start": 573, "end": 593}]\n    },\n    {\n      "id": "throughput",\n      "kind": "figure",\n      "name": {"en": "Yearly throughput"},\n      "value": 450000,\n      "comparator": "approx",\n      "unit": "container",\n      "participants": [],\n      "evidence": [{"quote": "about 450,000 containers", "start": 652, "end": 676}]\n    },\n    {\n      "id": "sleepless-port",\n      "kind": "statement",\n      "name": {"en": "Han Do-yun on the port"},\n      "mode": "direct",\n      "gist": {"en": "The port will work day and night"},\n      "at": "meeting",\n      "participants": [{"id": "han-doyun", "role": "speaker"}],\n      "evidence": [{"quote": "Han told reporters", "start": 761, "end": 779}]\n    },\n    {\n      "id": "open-days",\n      "kind": "event",\n      "name": {"en": "Open days"},\n      "type": "gathering",\n      "date": "2026-03-20/2026-03-22",\n      "participants": [{"id": "port-corporation", "role": "host"}],\n      "evidence": [\n        {"quote": "March 20 to March 22", "start": 872, "end": 892, "for": "date"},\n        {"quote": "Dawn Harbour Port Corporation", "start": 898, "end": 927}\n      ]\n    }\n  ]\n}\n','\n',char(10)));
INSERT INTO article_document VALUES('haedong-2026-03-12-harbour','e7b5e1c24dd9b5980d8ba7c637c8824c40d6ec7a5520e1efa85d8e939f87edd3','{"format":"facts/1","article":{"id":"haedong-2026-03-12-harbour","publisher":"haedong-daily","language":"ko","title":{"ko":"연안산업부·가람, 새벽항 무인 부두 협력","en":"Coastal ministry and Garam to build unmanned quays"},"authors":[{"name":{"ko":"문지호"}}],"url":"https://haedong.example/news/harbour","published_at":"2026-03-12T18:20:00+09:00","modified_at":"2026-03-12T18:45:10+09:00","text":{"sha256":"3237bd70aa280ad9bab74cfa95a50d6c795e77055778934703305e9b3a3a237d","length":847}},"topics":[{"id":"unmanned-quays","name":{"ko":"무인 부두","en":"Unmanned quays"}},{"id":"autonomous-shipping","name":{"ko":"자율운항","en":"Autonomous shipping"}},{"id":"port-jobs","name":{"ko":"항만 일자리","en":"Port jobs"}}],"participants":[{"id":"haedong-daily","kind":"media","name":{"ko":"해동일보","en":"Haedong Daily"},"evidence":[{"quote":"해동일보","start":0,"end":4}]},{"id":"coastal-ministry","kind":"government","name":{"ko":"연안산업부","en":"Ministry of Coastal Industry"},"same_as":["https://coast.example/ministry"],"evidence":[{"quote":"윤서진 연안산업부 장관","start":85,"end":97}]},{"id":"garam","kind":"company","name":{"ko":"가람","en":"Garam"},"aliases":["Garam Marine"],"evidence":[{"quote":"가람은 자율운항 예인선","start":269,"end":281}]},{"id":"garam-group","kind":"company","name":{"ko":"가람그룹","en":"Garam Group"},"evidence":[{"quote":"한도윤 가람그룹 회장","start":115,"end":126}]},{"id":"naru-shipping","kind":"company","name":{"ko":"나루해운","en":"Naru Shipping"},"aliases":["NARU"],"same_as":["https://naru.example/"],"evidence":[{"quote":"나루해운(NARU) 최이안 대표","start":174,"end":191}]},{"id":"yoon-seojin","kind":"person","name":{"ko":"윤서진","en":"Yoon Seo-jin"},"aliases":["윤 장관"],"evidence":[{"quote":"윤서진 연안산업부 장관","start":85,"end":97}]},{"id":"han-doyun","kind":"person","name":{"ko":"한도윤","en":"Han Do-yun"},"aliases":["한 회장","Han"],"evidence":[{"quote":"한도윤 가람그룹 회장","start":115,"end":126}]},{"id":"choi-ian","kind":"person","name":{"ko":"최이안"},"evidence":[{"quote":"나루해운(NARU) 최이안 대표","start":174,"end":191}]},{"id":"hanbit-institute","kind":"institute","name":{"ko":"한빛해양연구원","en":"Hanbit Ocean Research Institute"},"aliases":["HORI"],"evidence":[{"quote":"한빛해양연구원(HORI)","start":352,"end":365}]},{"id":"port-corporation","kind":"organization","name":{"ko":"새벽항만공사","en":"Dawn Harbour Port Corporation"},"evidence":[{"quote":"새벽항만공사","start":834,"end":840}]},{"id":"local-lines","kind":"group","name":{"ko":"지역 선사","en":"local shipping lines"},"evidence":[{"quote":"지역 선사들의 실무자","start":193,"end":204}]}],"facts":[{"id":"talks","kind":"event","name":{"ko":"장관과 가람그룹 회장의 간담회","en":"Talks of the minister and Garam Group''s chairman"},"type":"meeting","place":{"ko":"새벽항 여객터미널","en":"Dawn Harbour passenger terminal"},"date":"2026-03-12","participants":[{"id":"yoon-seojin","role":"host"},{"id":"han-doyun","role":"attendee"},{"id":"naru-shipping","role":"attendee"},{"id":"local-lines","role":"attendee"},{"id":"garam-group","role":"subject"}],"topics":["unmanned-quays"],"evidence":[{"quote":"장관은 12일 새벽항 여객터미널에서","start":95,"end":114,"for":"place"},{"quote":"12일","start":99,"end":102,"for":"date"},{"quote":"윤서진 연안산업부 장관","start":85,"end":97},{"quote":"한도윤 가람그룹 회장","start":115,"end":126},{"quote":"이날 간담회에는 나루해운(NARU)","start":165,"end":184},{"quote":"지역 선사들의 실무자","start":193,"end":204}]},{"id":"minister","kind":"affiliation","name":{"ko":"윤서진의 직함","en":"Yoon Seo-jin''s office"},"title":{"ko":"장관","en":"minister"},"participants":[{"id":"yoon-seojin","role":"holder"},{"id":"coastal-ministry","role":"body"}],"evidence":[{"quote":"윤서진 연안산업부 장관","start":85,"end":97,"for":"title"}]},{"id":"chairman","kind":"affiliation","name":{"ko":"한도윤의 직함","en":"Han Do-yun''s office"},"title":{"ko":"가람그룹 회장"},"participants":[{"id":"han-doyun","role":"holder"},{"id":"garam-group","role":"body"}],"evidence":[{"quote":"한도윤 가람그룹 회장","start":115,"end":126,"for":"title"}]},{"id":"naru-head","kind":"affiliation","name":{"ko":"최이안의 직함"},"title":{"ko":"대표","en":"chief executive"},"participants":[{"id":"choi-ian","role":"holder"},{"id":"naru-shipping","role":"body"}],"evidence":[{"quote":"나루해운(NARU) 최이안 대표","start":174,"end":191,"for":"title"}]},{"id":"quay-memorandum","kind":"agreement","name":{"ko":"무인 부두 실증 양해각서","en":"Memorandum on trying unmanned quays"},"summary":{"ko":"세 곳이 무인 부두를 시험하기로 뜻을 모은 문서","en":"Three parties record that they will try unmanned quays"},"type":"mou","status":"signed","date":"../2026-03-12","participants":[{"id":"coastal-ministry","role":"party"},{"id":"garam","role":"party"},{"id":"naru-shipping","role":"party"}],"topics":["unmanned-quays"],"evidence":[{"quote":"연안산업부와 가람, 나루해운은 무인 부두 실증을 위한 양해각서","start":222,"end":256},{"quote":"양해각서(MOU)를 체결했다","start":252,"end":267,"for":"status"},{"quote":"간담회에 앞서","start":214,"end":221,"for":"date"}]},{"id":"tug-supply","kind":"agreement","name":{"ko":"자율운항 예인선 공급","en":"Supply of autonomous tugs"},"type":"supply","status":"agreed","part_of":"quay-memorandum","participants":[{"id":"garam","role":"party"},{"id":"naru-shipping","role":"party"}],"topics":["autonomous-shipping"],"evidence":[{"quote":"가람은 자율운항 예인선","start":269,"end":281},{"quote":"나루해운에 공급하기로 했다","start":290,"end":304,"for":"status"}]},{"id":"tugs","kind":"figure","name":{"ko":"공급할 예인선","en":"Tugs that will be supplied"},"value":14,"comparator":"gte","unit":"ship","part_of":"tug-supply","participants":[{"id":"garam","role":"supplier"},{"id":"naru-shipping","role":"recipient","inferred":true}],"topics":["autonomous-shipping"],"evidence":[{"quote":"가람은 자율운항 예인선 14척 이상","start":269,"end":288,"for":"value"}]},{"id":"first-zone","kind":"event","name":{"ko":"첫 실증 구역 개장","en":"First trial zone opens"},"type":"other","date":"2026-06","part_of":"quay-memorandum","participants":[],"topics":["unmanned-quays"],"evidence":[{"quote":"첫 실증 구역은 올해 6월 문을 열고","start":306,"end":326},{"quote":"올해 6월","start":315,"end":320,"for":"date"}]},{"id":"operation","kind":"event","name":{"ko":"정식 운영","en":"Regular operation"},"type":"other","date":"2026-07/..","participants":[],"evidence":[{"quote":"정식 운영은 7월부터","start":328,"end":339,"for":"date"}]},{"id":"route-research","kind":"agreement","name":{"ko":"항로 예측 공동 연구","en":"Joint research on predicting routes"},"type":"research","status":"planned","participants":[{"id":"hanbit-institute","role":"party"},{"id":"coastal-ministry","role":"party","inferred":true}],"topics":["autonomous-shipping"],"evidence":[{"quote":"한빛해양연구원(HORI)과는","start":352,"end":367},{"quote":"공동 연구할 계획","start":378,"end":387,"for":"status"}]},{"id":"ministry-account","kind":"statement","name":{"ko":"연안산업부의 설명","en":"The ministry''s account"},"mode":"indirect","gist":{"ko":"사업비와 규모를 밝힘","en":"Gives the cost and the size of the project"},"participants":[{"id":"coastal-ministry","role":"speaker"}],"evidence":[{"quote":"연안산업부에 따르면","start":393,"end":403}]},{"id":"cost","kind":"figure","name":{"ko":"전체 사업비","en":"Whole cost"},"value":1200000000000,"comparator":"eq","unit":"krw","according_to":"ministry-account","participants":[],"topics":["unmanned-quays"],"evidence":[{"quote":"사업비는 1조 2천억원","start":407,"end":419}]},{"id":"private-share","kind":"figure","name":{"ko":"민간 투자 비중","en":"Share of private money"},"value":60,"comparator":"gt","unit":"percent","part_of":"cost","according_to":"ministry-account","participants":[],"evidence":[{"quote":"60% 초과","start":440,"end":446,"for":"value"}]},{"id":"site","kind":"figure","name":{"ko":"배후 단지 넓이","en":"Area behind the quays"},"value":35000,"comparator":"eq","unit":"square-metre","participants":[],"evidence":[{"quote":"3만5천㎡","start":463,"end":468}]},{"id":"throughput","kind":"figure","name":{"ko":"연간 처리량","en":"Yearly throughput"},"value":450000,"comparator":"approx","unit":"container","participants":[],"topics":["unmanned-quays"],"evidence":[{"quote":"약 45만 상자","start":480,"end":488,"for":"value"}]},{"id":"wave-limit","kind":"figure","name":{"ko":"예인선을 띄우는 파고","en":"Waves in which tugs go out"},"value":3,"comparator":"lt","unit":"metre","participants":[],"evidence":[{"quote":"3미터 미만","start":521,"end":527}]},{"id":"berth-error","kind":"figure","name":{"ko":"접안 오차","en":"Berthing error"},"value":2.5,"comparator":"lte","unit":"percent","participants":[],"evidence":[{"quote":"2.5% 이하","start":549,"end":556}]},{"id":"quays","kind":"figure","name":{"ko":"무인 부두 수","en":"Unmanned quays"},"value":3,"comparator":"eq","unit":"quay","date":"../2030","participants":[],"topics":["unmanned-quays"],"evidence":[{"quote":"부두 세 곳","start":39,"end":45},{"quote":"2030년까지","start":31,"end":38,"for":"date"}]},{"id":"definition","kind":"statement","name":{"ko":"무인 부두의 뜻","en":"What an unmanned quay is"},"mode":"narration","gist":{"ko":"배에 사람이 타지 않는 하역 부두","en":"A quay that unloads with nobody aboard"},"participants":[],"topics":["unmanned-quays"],"evidence":[{"quote":"무인 부두는 사람이 배에 오르지 않고","start":565,"end":585}]},{"id":"night-port","kind":"statement","name":{"ko":"한도윤의 다짐","en":"Han Do-yun''s pledge"},"mode":"direct","gist":{"ko":"하루 내내 돌아가는 항구가 목표","en":"The goal is a port that works round the clock"},"at":"talks","participants":[{"id":"han-doyun","role":"speaker"},{"id":"yoon-seojin","role":"addressee","inferred":true}],"evidence":[{"quote":"한 회장은 “밤에도 쉬지 않는 항구를","start":603,"end":623}]},{"id":"group-account","kind":"statement","name":{"ko":"가람그룹의 설명","en":"Garam Group''s account"},"mode":"indirect","gist":{"ko":"시험 운항을 끝냈다고 알림","en":"Says that its trials are over"},"participants":[{"id":"garam-group","role":"speaker"}],"evidence":[{"quote":"가람그룹은 지난해 시험 운항을 마쳤다고","start":636,"end":657}]},{"id":"trials","kind":"event","name":{"ko":"시험 운항","en":"Trials"},"type":"other","date":"2025","according_to":"group-account","participants":[{"id":"garam-group","role":"host"}],"topics":["autonomous-shipping"],"evidence":[{"quote":"가람그룹은 지난해 시험 운항","start":636,"end":651},{"quote":"지난해","start":642,"end":645,"for":"date"}]},{"id":"open-days","kind":"event","name":{"ko":"시민 공개 행사","en":"Open days"},"type":"gathering","place":{"ko":"새벽항","en":"Dawn Harbour"},"date":"2026-03-20/2026-03-22","participants":[{"id":"port-corporation","role":"host"}],"evidence":[{"quote":"20일부터 22일까지 시민 공개 행사","start":803,"end":823},{"quote":"20일부터 22일까지","start":803,"end":814,"for":"date"},{"quote":"새벽항에서는","start":796,"end":802,"for":"place"},{"quote":"새벽항만공사","start":834,"end":840}]}]}');
INSERT INTO article_document VALUES('ships','6d30ba87c526452ef6bfc6ae452e161c4c6330dbfdf9b13ee9b3e96c55e2ca23',replace('{\n "format": "facts/1",\n "article": {\n  "publisher": "daily",\n  "language": "en",\n  "title": {\n   "en": "Something happened"\n  },\n  "published_at": "2026-01-01T09:00:00+09:00",\n  "id": "ships",\n  "text": {\n   "sha256": "5ca958618d0ba668a5dc287a3d6b1da3dcdb673e8a763bf4a6dad202429e73e3",\n   "length": 99\n  }\n },\n "topics": [\n  {\n   "id": "unmanned-quays",\n   "name": {\n    "ko": "무인 부두",\n    "en": "Quays without people"\n   }\n  }\n ],\n "participants": [\n  {\n   "id": "daily",\n   "kind": "media",\n   "name": {\n    "en": "The daily"\n   },\n   "evidence": [\n    {\n     "quote": "The daily",\n     "start": 6,\n     "end": 15\n    }\n   ]\n  },\n  {\n   "id": "garam",\n   "kind": "company",\n   "name": {\n    "en": "Garam"\n   },\n   "evidence": [\n    {\n     "quote": "🚢 Garam",\n     "start": 28,\n     "end": 35\n    }\n   ]\n  }\n ],\n "facts": [\n  {\n   "id": "fleet",\n   "kind": "figure",\n   "name": {\n    "en": "Figure fleet"\n   },\n   "value": 12,\n   "comparator": "eq",\n   "unit": "ship",\n   "participants": [\n    {\n     "id": "garam",\n     "role": "supplier",\n     "inferred": true\n    }\n   ],\n   "evidence": [\n    {\n     "quote": "🚢🚢 12 ships",\n     "start": 46,\n     "end": 57\n    },\n    {\n     "quote": "in 2026",\n     "start": 72,\n     "end": 79,\n     "for": "date"\n    }\n   ],\n   "topics": [\n    "unmanned-quays"\n   ],\n   "date": "2026"\n  }\n ]\n}\n','\n',char(10)));
CREATE TABLE article_text (
    article TEXT NOT NULL PRIMARY KEY REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL
);
INSERT INTO article_text VALUES('coastal-herald-20411','7f0afee4c6455850fe8361c3c4c09829275e6d59f601c10c16a5e0d5c7abb8a8',replace('Coastal Herald\n\nDawn Harbour to try unmanned quays with Garam and Naru Shipping\n\nBy Alice Moreau | March 13, 2026\n\nThe Ministry of Coastal Industry signed a memorandum of understanding with Garam and Naru Shipping on Thursday, opening the way for quays that unload ships with nobody on board. Minister Yoon Seo-jin met Han Do-yun, chairman of Garam Group, at the passenger terminal in Dawn Harbour on March 12.\n\nGaram will deliver at least 14 autonomous tugs to Naru Shipping (NARU). The ministry put the whole cost at 1.2 trillion won and wants three quays ready by 2030. More than 60 percent of the money is meant to come from private investors, and about 450,000 containers a year should pass through the site.\n\n“We are building a port that does not sleep,” Han told reporters. The company said it had finished its own trials last year. A public open day will run from March 20 to March 22, the Dawn Harbour Port Corporation said.\n','\n',char(10)));
INSERT INTO article_text VALUES('haedong-2026-03-12-harbour','3237bd70aa280ad9bab74cfa95a50d6c795e77055778934703305e9b3a3a237d',replace('해동일보\n\n연안산업부·가람, 새벽항 무인 부두 협력… “2030년까지 부두 세 곳”\n\n입력 : 2026-03-12 18:20:00\n새벽항=문지호 기자\n\n윤서진 연안산업부 장관은 12일 새벽항 여객터미널에서 한도윤 가람그룹 회장을 만나 자율운항 예인선과 무인 부두를 함께 갖추는 방안을 논의했다. 이날 간담회에는 나루해운(NARU) 최이안 대표와 지역 선사들의 실무자도 참석했다.\n \n간담회에 앞서 연안산업부와 가람, 나루해운은 무인 부두 실증을 위한 양해각서(MOU)를 체결했다. 가람은 자율운항 예인선 14척 이상을 나루해운에 공급하기로 했다. 첫 실증 구역은 올해 6월 문을 열고, 정식 운영은 7월부터 단계적으로 이뤄진다. 한빛해양연구원(HORI)과는 항로 예측 기술을 공동 연구할 계획이다.\n \n연안산업부에 따르면 전체 사업비는 1조 2천억원이다. 이 가운데 민간 투자의 비중은 60% 초과를 목표로 한다. 배후 단지는 3만5천㎡이며, 연간 처리량은 약 45만 상자로 추산된다. 새로 뽑을 인력은 120~150명이다. 파고 3미터 미만일 때만 예인선을 띄우고, 접안 오차는 2.5% 이하로 묶는다.\n \n무인 부두는 사람이 배에 오르지 않고 하역을 마치는 부두를 뜻한다. 한 회장은 “밤에도 쉬지 않는 항구를 만들겠다”고 말했다. 가람그룹은 지난해 시험 운항을 마쳤다고 밝혔다.\n \n새벽항은 안개가 잦고 물살이 빨라 오랫동안 뱃사람들이 꺼리던 곳이다. 부두 앞 시장 상인들은 일감이 줄까 걱정하면서도 밤 소음이 덜해지리라는 데에는 기대를 보였다. 환경 단체는 갯벌에 미칠 영향을 먼저 살펴야 한다는 의견을 냈다.\n \n새벽항에서는 20일부터 22일까지 시민 공개 행사가 열린다. 행사는 새벽항만공사가 맡는다.\n','\n',char(10)));
INSERT INTO article_text VALUES('ships','5ca958618d0ba668a5dc287a3d6b1da3dcdb673e8a763bf4a6dad202429e73e3',replace('Daily\nThe daily\n-----------\n🚢 Garam\n---------\n🚢🚢 12 ships\n-------------\nin 2026\n---------\n--------\n','\n',char(10)));
CREATE TABLE participant_article (
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    published_at_utc TEXT NOT NULL,
    kind TEXT NOT NULL,
    name_ko TEXT,
    name_en TEXT,
    PRIMARY KEY (participant, article)
);
INSERT INTO participant_article VALUES('coastal-herald','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','media',NULL,'Coastal Herald');
INSERT INTO participant_article VALUES('coastal-ministry','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','government','연안산업부','Ministry of Coastal Industry');
INSERT INTO participant_article VALUES('garam','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','company','가람','Garam');
INSERT INTO participant_article VALUES('garam-group','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','company','가람그룹','Garam Group');
INSERT INTO participant_article VALUES('naru-shipping','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','company','나루해운','Naru Shipping');
INSERT INTO participant_article VALUES('yoon-seojin','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','person','윤서진','Yoon Seo-jin');
INSERT INTO participant_article VALUES('han-doyun','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','person','한도윤','Han Do-yun');
INSERT INTO participant_article VALUES('port-corporation','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','organization',NULL,'Dawn Harbour Port Corporation');
INSERT INTO participant_article VALUES('haedong-daily','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','media','해동일보','Haedong Daily');
INSERT INTO participant_article VALUES('coastal-ministry','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','government','연안산업부','Ministry of Coastal Industry');
INSERT INTO participant_article VALUES('garam','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','company','가람','Garam');
INSERT INTO participant_article VALUES('garam-group','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','company','가람그룹','Garam Group');
INSERT INTO participant_article VALUES('naru-shipping','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','company','나루해운','Naru Shipping');
INSERT INTO participant_article VALUES('yoon-seojin','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','person','윤서진','Yoon Seo-jin');
INSERT INTO participant_article VALUES('han-doyun','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','person','한도윤','Han Do-yun');
INSERT INTO participant_article VALUES('choi-ian','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','person','최이안',NULL);
INSERT INTO participant_article VALUES('hanbit-institute','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','institute','한빛해양연구원','Hanbit Ocean Research Institute');
INSERT INTO participant_article VALUES('port-corporation','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','organization','새벽항만공사','Dawn Harbour Port Corporation');
INSERT INTO participant_article VALUES('haedong-2026-03-12-harbour.local-lines','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','group','지역 선사','local shipping lines');
INSERT INTO participant_article VALUES('daily','ships','2026-01-01T00:00:00.000000000Z','media',NULL,'The daily');
INSERT INTO participant_article VALUES('garam','ships','2026-01-01T00:00:00.000000000Z','company',NULL,'Garam');
CREATE TABLE participant_name (
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (participant, name, article)
);
INSERT INTO participant_name VALUES('coastal-herald','Coastal Herald','coastal-herald-20411');
INSERT INTO participant_name VALUES('coastal-ministry','연안산업부','coastal-herald-20411');
INSERT INTO participant_name VALUES('coastal-ministry','Ministry of Coastal Industry','coastal-herald-20411');
INSERT INTO participant_name VALUES('coastal-ministry','the ministry','coastal-herald-20411');
INSERT INTO participant_name VALUES('coastal-ministry','The ministry','coastal-herald-20411');
INSERT INTO participant_name VALUES('garam','가람','coastal-herald-20411');
INSERT INTO participant_name VALUES('garam','Garam','coastal-herald-20411');
INSERT INTO participant_name VALUES('garam-group','가람그룹','coastal-herald-20411');
INSERT INTO participant_name VALUES('garam-group','Garam Group','coastal-herald-20411');
INSERT INTO participant_name VALUES('naru-shipping','나루해운','coastal-herald-20411');
INSERT INTO participant_name VALUES('naru-shipping','Naru Shipping','coastal-herald-20411');
INSERT INTO participant_name VALUES('naru-shipping','NARU','coastal-herald-20411');
INSERT INTO participant_name VALUES('yoon-seojin','윤서진','coastal-herald-20411');
INSERT INTO participant_name VALUES('yoon-seojin','Yoon Seo-jin','coastal-herald-20411');
INSERT INTO participant_name VALUES('han-doyun','한도윤','coastal-herald-20411');
INSERT INTO participant_name VALUES('han-doyun','Han Do-yun','coastal-herald-20411');
INSERT INTO participant_name VALUES('han-doyun','Han','coastal-herald-20411');
INSERT INTO participant_name VALUES('port-corporation','Dawn Harbour Port Corporation','coastal-herald-20411');
INSERT INTO participant_name VALUES('haedong-daily','해동일보','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('haedong-daily','Haedong Daily','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('coastal-ministry','연안산업부','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('coastal-ministry','Ministry of Coastal Industry','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('garam','가람','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('garam','Garam','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('garam','Garam Marine','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('garam-group','가람그룹','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('garam-group','Garam Group','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('naru-shipping','나루해운','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('naru-shipping','Naru Shipping','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('naru-shipping','NARU','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('yoon-seojin','윤서진','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('yoon-seojin','Yoon Seo-jin','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('yoon-seojin','윤 장관','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('han-doyun','한도윤','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('han-doyun','Han Do-yun','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('han-doyun','한 회장','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('han-doyun','Han','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('choi-ian','최이안','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('hanbit-institute','한빛해양연구원','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('hanbit-institute','Hanbit Ocean Research Institute','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('hanbit-institute','HORI','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('port-corporation','새벽항만공사','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('port-corporation','Dawn Harbour Port Corporation','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('haedong-2026-03-12-harbour.local-lines','지역 선사','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('haedong-2026-03-12-harbour.local-lines','local shipping lines','haedong-2026-03-12-harbour');
INSERT INTO participant_name VALUES('daily','The daily','ships');
INSERT INTO participant_name VALUES('garam','Garam','ships');
CREATE TABLE participant_alias (
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    PRIMARY KEY (participant, name)
);
INSERT INTO participant_alias VALUES('haedong-daily','해동일보');
INSERT INTO participant_alias VALUES('haedong-daily','Haedong Daily');
INSERT INTO participant_alias VALUES('coastal-ministry','연안산업부');
INSERT INTO participant_alias VALUES('coastal-ministry','Ministry of Coastal Industry');
INSERT INTO participant_alias VALUES('garam','가람');
INSERT INTO participant_alias VALUES('garam','Garam');
INSERT INTO participant_alias VALUES('garam','Garam Marine');
INSERT INTO participant_alias VALUES('garam-group','가람그룹');
INSERT INTO participant_alias VALUES('garam-group','Garam Group');
INSERT INTO participant_alias VALUES('naru-shipping','나루해운');
INSERT INTO participant_alias VALUES('naru-shipping','Naru Shipping');
INSERT INTO participant_alias VALUES('naru-shipping','NARU');
INSERT INTO participant_alias VALUES('yoon-seojin','윤서진');
INSERT INTO participant_alias VALUES('yoon-seojin','Yoon Seo-jin');
INSERT INTO participant_alias VALUES('yoon-seojin','윤 장관');
INSERT INTO participant_alias VALUES('han-doyun','한도윤');
INSERT INTO participant_alias VALUES('han-doyun','Han Do-yun');
INSERT INTO participant_alias VALUES('han-doyun','한 회장');
INSERT INTO participant_alias VALUES('han-doyun','Han');
INSERT INTO participant_alias VALUES('choi-ian','최이안');
INSERT INTO participant_alias VALUES('hanbit-institute','한빛해양연구원');
INSERT INTO participant_alias VALUES('hanbit-institute','Hanbit Ocean Research Institute');
INSERT INTO participant_alias VALUES('hanbit-institute','HORI');
INSERT INTO participant_alias VALUES('port-corporation','새벽항만공사');
INSERT INTO participant_alias VALUES('port-corporation','Dawn Harbour Port Corporation');
INSERT INTO participant_alias VALUES('haedong-2026-03-12-harbour.local-lines','지역 선사');
INSERT INTO participant_alias VALUES('haedong-2026-03-12-harbour.local-lines','local shipping lines');
INSERT INTO participant_alias VALUES('coastal-herald','Coastal Herald');
INSERT INTO participant_alias VALUES('coastal-ministry','the ministry');
INSERT INTO participant_alias VALUES('coastal-ministry','The ministry');
INSERT INTO participant_alias VALUES('daily','The daily');
CREATE TABLE participant_same_as (
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    uri TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (participant, uri, article)
);
INSERT INTO participant_same_as VALUES('naru-shipping','https://naru.example/','coastal-herald-20411');
INSERT INTO participant_same_as VALUES('coastal-ministry','https://coast.example/ministry','haedong-2026-03-12-harbour');
INSERT INTO participant_same_as VALUES('naru-shipping','https://naru.example/','haedong-2026-03-12-harbour');
CREATE TABLE topic_article (
    topic TEXT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    published_at_utc TEXT NOT NULL,
    name_ko TEXT,
    name_en TEXT,
    PRIMARY KEY (topic, article)
);
INSERT INTO topic_article VALUES('unmanned-quays','coastal-herald-20411','2026-03-13T08:00:00.000000000Z','무인 부두','Unmanned quays');
INSERT INTO topic_article VALUES('autonomous-shipping','coastal-herald-20411','2026-03-13T08:00:00.000000000Z',NULL,'Autonomous shipping');
INSERT INTO topic_article VALUES('unmanned-quays','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','무인 부두','Unmanned quays');
INSERT INTO topic_article VALUES('autonomous-shipping','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','자율운항','Autonomous shipping');
INSERT INTO topic_article VALUES('port-jobs','haedong-2026-03-12-harbour','2026-03-12T09:20:00.000000000Z','항만 일자리','Port jobs');
INSERT INTO topic_article VALUES('unmanned-quays','ships','2026-01-01T00:00:00.000000000Z','무인 부두','Quays without people');
CREATE TABLE fact (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('agreement', 'figure', 'event', 'statement', 'affiliation')),
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    name_ko TEXT,
    name_en TEXT,
    summary_ko TEXT,
    summary_en TEXT,
    date TEXT,
    date_from TEXT,
    date_to TEXT,
    part_of TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    at TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    according_to TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    link TEXT,
    type TEXT,
    status TEXT CHECK (status IN ('signed', 'agreed', 'planned', 'ongoing', 'discussed')),
    value NUMERIC,
    lower NUMERIC,
    upper NUMERIC,
    comparator TEXT CHECK (comparator IN ('eq', 'gte', 'gt', 'lte', 'lt', 'approx', 'between')),
    unit TEXT,
    place_ko TEXT,
    place_en TEXT,
    gist_ko TEXT,
    gist_en TEXT,
    mode TEXT CHECK (mode IN ('direct', 'indirect', 'narration')),
    title_ko TEXT,
    title_en TEXT,
    since BIGINT NOT NULL,
    changed BIGINT NOT NULL CHECK (changed >= since),
    digest TEXT NOT NULL,
    CHECK (name_ko IS NOT NULL OR name_en IS NOT NULL),
    CHECK (date IS NOT NULL OR (date_from IS NULL AND date_to IS NULL)),
    CHECK (CASE kind
        WHEN 'agreement' THEN type IN ('mou', 'cooperation', 'research', 'supply', 'programme', 'other')
        WHEN 'event' THEN type IN ('meeting', 'signing', 'gathering', 'summit', 'other')
        ELSE type IS NULL END),
    CHECK ((kind = 'agreement') = (type IS NOT NULL AND status IS NOT NULL)),
    CHECK (kind <> 'event' OR type IS NOT NULL),
    CHECK ((kind = 'figure') = (comparator IS NOT NULL)),
    CHECK ((kind = 'figure') = (unit IS NOT NULL)),
    CHECK (kind = 'figure' OR (value IS NULL AND lower IS NULL AND upper IS NULL)),
    CHECK (kind <> 'figure' OR (value IS NULL) = (comparator = 'between')),
    CHECK (comparator <> 'between' OR (lower IS NOT NULL AND upper IS NOT NULL)),
    CHECK (kind = 'event' OR (place_ko IS NULL AND place_en IS NULL)),
    CHECK ((kind = 'statement') = (mode IS NOT NULL)),
    CHECK ((kind = 'statement') = (gist_ko IS NOT NULL OR gist_en IS NOT NULL)),
    CHECK ((kind = 'affiliation') = (title_ko IS NOT NULL OR title_en IS NOT NULL))
);
INSERT INTO fact VALUES('coastal-herald-20411.memorandum','agreement','coastal-herald-20411','무인 부두 양해각서','Memorandum on unmanned quays',NULL,NULL,'2026-03-12','2026-03-12','2026-03-12',NULL,NULL,NULL,NULL,'mou','signed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,2,'dd118889f84af60865a23b5988194580ce99203dd304b643d0fa0c3aeae94bd8');
INSERT INTO fact VALUES('coastal-herald-20411.meeting','event','coastal-herald-20411',NULL,'Meeting of the minister and the chairman',NULL,NULL,'2026-03-12','2026-03-12','2026-03-12',NULL,NULL,NULL,NULL,'meeting',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'Dawn Harbour',NULL,NULL,NULL,NULL,NULL,2,2,'561f2dc7c0ebe606b3b42f47707bea49a5826058368d5c6c36298072006138fb');
INSERT INTO fact VALUES('coastal-herald-20411.minister','affiliation','coastal-herald-20411',NULL,'Yoon Seo-jin''s office',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'장관','Minister',2,2,'d44e3728d32531f60b0d24f108554d5f6a75a9aa4848efe234eb1b4509aaea04');
INSERT INTO fact VALUES('coastal-herald-20411.chairman','affiliation','coastal-herald-20411',NULL,'Han Do-yun''s office',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'chairman of Garam Group',2,2,'51daf7ff2654f18cf44956575245f272a507456ac18a4ff1a77d889c4618d368');
INSERT INTO fact VALUES('coastal-herald-20411.tugs','figure','coastal-herald-20411',NULL,'Tugs to be delivered',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,14,14,NULL,'gte','ship',NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,2,'41e45ac1a5e2f902251fe7f5ebb2ec9b7390925f4d07e50e6b8df5e5b394228e');
INSERT INTO fact VALUES('coastal-herald-20411.cost','figure','coastal-herald-20411',NULL,'Whole cost',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'coastal-herald-20411.ministry-estimate',NULL,NULL,NULL,1200000000000,1200000000000,1200000000000,'eq','krw',NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,2,'b79253b3ed8d57efe9252cd1330b1dd507c2b529a4707260e7e7aec6557eb08e');
INSERT INTO fact VALUES('coastal-herald-20411.ministry-estimate','statement','coastal-herald-20411',NULL,'The ministry''s estimate',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'Names the cost and the number of quays','indirect',NULL,NULL,2,2,'bf93853af48d4caaa35d96091d85be563b5bebc8a1dbe6745e631cb55b53cf76');
INSERT INTO fact VALUES('coastal-herald-20411.quays','figure','coastal-herald-20411',NULL,'Quays',NULL,NULL,'../2030',NULL,'2030-12-31','coastal-herald-20411.memorandum',NULL,NULL,NULL,NULL,NULL,3,3,3,'eq','quay',NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,2,'97b9b19456e859e0b953ab58a54dfb61784c1f06fae2724067a2749820719d3e');
INSERT INTO fact VALUES('coastal-herald-20411.private-share','figure','coastal-herald-20411',NULL,'Share of private money',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,60,60,NULL,'gt','percent',NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,2,'af5152992bd1b7ee85eb99cf876d99368a27c791eaec70208215ec5fabdffecb');
INSERT INTO fact VALUES('coastal-herald-20411.throughput','figure','coastal-herald-20411',NULL,'Yearly throughput',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,450000,NULL,NULL,'approx','container',NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,2,'b56203b677289659021daed5f7f7b8f64970caa210261876019febcac0976632');
INSERT INTO fact VALUES('coastal-herald-20411.sleepless-port','statement','coastal-herald-20411',NULL,'Han Do-yun on the port',NULL,NULL,NULL,NULL,NULL,NULL,'coastal-herald-20411.meeting',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'The port will work day and night','direct',NULL,NULL,2,2,'9dd7d56f00eb1feae8c03d651f8a600842d1b2857a1b7fc4ea438c3ee5a3a2b0');
INSERT INTO fact VALUES('coastal-herald-20411.open-days','event','coastal-herald-20411',NULL,'Open days',NULL,NULL,'2026-03-20/2026-03-22','2026-03-20','2026-03-22',NULL,NULL,NULL,NULL,'gathering',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,2,'7270410c20a1b2a1721a70dcbc66cf843376023fd4c4725f60163660d0595cbf');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.talks','event','haedong-2026-03-12-harbour','장관과 가람그룹 회장의 간담회','Talks of the minister and Garam Group''s chairman',NULL,NULL,'2026-03-12','2026-03-12','2026-03-12',NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EC%9E%A5%EA%B4%80%EC%9D%80%2012%EC%9D%BC%20%EC%83%88%EB%B2%BD%ED%95%AD%20%EC%97%AC%EA%B0%9D%ED%84%B0%EB%AF%B8%EB%84%90%EC%97%90%EC%84%9C','meeting',NULL,NULL,NULL,NULL,NULL,NULL,'새벽항 여객터미널','Dawn Harbour passenger terminal',NULL,NULL,NULL,NULL,NULL,1,4,'923e1e2024cc0fca447b0585288afc1291ea97af2068c98bac4e62758b8f71ab');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.minister','affiliation','haedong-2026-03-12-harbour','윤서진의 직함','Yoon Seo-jin''s office',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EC%9C%A4%EC%84%9C%EC%A7%84%20%EC%97%B0%EC%95%88%EC%82%B0%EC%97%85%EB%B6%80%20%EC%9E%A5%EA%B4%80',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'장관','minister',1,4,'6729d764cf75a16b06ff1698663ab0ad84f5c3c343f93d5cf858f55f83162647');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.chairman','affiliation','haedong-2026-03-12-harbour','한도윤의 직함','Han Do-yun''s office',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%ED%95%9C%EB%8F%84%EC%9C%A4%20%EA%B0%80%EB%9E%8C%EA%B7%B8%EB%A3%B9%C2%A0%ED%9A%8C%EC%9E%A5',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'가람그룹 회장',NULL,1,4,'40e0a4acdf2c740912d3e0b4342d6d249bd2cf584e83d4225248da25ea5ddada');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.naru-head','affiliation','haedong-2026-03-12-harbour','최이안의 직함',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EB%82%98%EB%A3%A8%ED%95%B4%EC%9A%B4%28NARU%29%20%EC%B5%9C%EC%9D%B4%EC%95%88%20%EB%8C%80%ED%91%9C',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'대표','chief executive',1,4,'42feab7fc95962d2773d58287d4b8a6dba0fca4c13b80f73e197fc4b978412ab');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.quay-memorandum','agreement','haedong-2026-03-12-harbour','무인 부두 실증 양해각서','Memorandum on trying unmanned quays','세 곳이 무인 부두를 시험하기로 뜻을 모은 문서','Three parties record that they will try unmanned quays','../2026-03-12',NULL,'2026-03-12',NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EC%97%B0%EC%95%88%EC%82%B0%EC%97%85%EB%B6%80%EC%99%80%20%EA%B0%80%EB%9E%8C%2C%20%EB%82%98%EB%A3%A8%ED%95%B4%EC%9A%B4%EC%9D%80%20%EB%AC%B4%EC%9D%B8%20%EB%B6%80%EB%91%90%20%EC%8B%A4%EC%A6%9D%EC%9D%84%20%EC%9C%84%ED%95%9C%20%EC%96%91%ED%95%B4%EA%B0%81%EC%84%9C','mou','signed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'af71c96b12ac91aa2cc835b2730d63b4cc3dfb4f382343a556f084d20a41a5d7');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.tug-supply','agreement','haedong-2026-03-12-harbour','자율운항 예인선 공급','Supply of autonomous tugs',NULL,NULL,NULL,NULL,NULL,'haedong-2026-03-12-harbour.quay-memorandum',NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EA%B0%80%EB%9E%8C%EC%9D%80%20%EC%9E%90%EC%9C%A8%EC%9A%B4%ED%95%AD%20%EC%98%88%EC%9D%B8%EC%84%A0','supply','agreed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'0cea567bfd5fdc3adc90f9bfcb648330df484f44a16a41374e4810dfd29338dd');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.tugs','figure','haedong-2026-03-12-harbour','공급할 예인선','Tugs that will be supplied',NULL,NULL,NULL,NULL,NULL,'haedong-2026-03-12-harbour.tug-supply',NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EA%B0%80%EB%9E%8C%EC%9D%80%20%EC%9E%90%EC%9C%A8%EC%9A%B4%ED%95%AD%20%EC%98%88%EC%9D%B8%EC%84%A0%2014%EC%B2%99%C2%A0%EC%9D%B4%EC%83%81',NULL,NULL,14,14,NULL,'gte','ship',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'382b00eb79af2f23f905c92ba56abbcd859e5a1ef2937a472ca09010e8f6f5ba');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.first-zone','event','haedong-2026-03-12-harbour','첫 실증 구역 개장','First trial zone opens',NULL,NULL,'2026-06','2026-06-01','2026-06-30','haedong-2026-03-12-harbour.quay-memorandum',NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EC%B2%AB%20%EC%8B%A4%EC%A6%9D%20%EA%B5%AC%EC%97%AD%EC%9D%80%20%EC%98%AC%ED%95%B4%206%EC%9B%94%20%EB%AC%B8%EC%9D%84%20%EC%97%B4%EA%B3%A0','other',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'a6832fb4c04318dc08cd2387f2c4e5362e8c46e7846aa976873591622bb05b46');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.operation','event','haedong-2026-03-12-harbour','정식 운영','Regular operation',NULL,NULL,'2026-07/..','2026-07-01',NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EC%A0%95%EC%8B%9D%20%EC%9A%B4%EC%98%81%EC%9D%80%207%EC%9B%94%EB%B6%80%ED%84%B0','other',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'41db3462337c4e800d286e95951215d8d6644002ea23be846b61912572fbe178');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.route-research','agreement','haedong-2026-03-12-harbour','항로 예측 공동 연구','Joint research on predicting routes',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%ED%95%9C%EB%B9%9B%ED%95%B4%EC%96%91%EC%97%B0%EA%B5%AC%EC%9B%90%28HORI%29%EA%B3%BC%EB%8A%94','research','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'1e57734b75e78bc8b9a078e3b399541af5ffd60bb003490ca8c5d02f9b109a12');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.ministry-account','statement','haedong-2026-03-12-harbour','연안산업부의 설명','The ministry''s account',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EC%97%B0%EC%95%88%EC%82%B0%EC%97%85%EB%B6%80%EC%97%90%20%EB%94%B0%EB%A5%B4%EB%A9%B4',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'사업비와 규모를 밝힘','Gives the cost and the size of the project','indirect',NULL,NULL,1,4,'ab9abce7080cb1eb4b66d95a25c986da64130e26ae47a03869654511eaaef7f5');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.cost','figure','haedong-2026-03-12-harbour','전체 사업비','Whole cost',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'haedong-2026-03-12-harbour.ministry-account','https://haedong.example/news/harbour#:~:text=%EC%82%AC%EC%97%85%EB%B9%84%EB%8A%94%201%EC%A1%B0%202%EC%B2%9C%EC%96%B5%EC%9B%90',NULL,NULL,1200000000000,1200000000000,1200000000000,'eq','krw',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'1864be30ce2f9a873872be8aeeec054848c1ed7b1c56d49b0151f888b5af4ca6');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.private-share','figure','haedong-2026-03-12-harbour','민간 투자 비중','Share of private money',NULL,NULL,NULL,NULL,NULL,'haedong-2026-03-12-harbour.cost',NULL,'haedong-2026-03-12-harbour.ministry-account','https://haedong.example/news/harbour#:~:text=60%25%20%EC%B4%88%EA%B3%BC',NULL,NULL,60,60,NULL,'gt','percent',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'9abd12851aec8d4d8988c0077395a88936e6da9228a14919b2e8730576d08415');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.site','figure','haedong-2026-03-12-harbour','배후 단지 넓이','Area behind the quays',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=3%EB%A7%8C5%EC%B2%9C%E3%8E%A1',NULL,NULL,35000,35000,35000,'eq','square-metre',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'9120e9eb8255875036271f54496d8e1ac1566dff598dbdee19e349f1e6781e09');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.throughput','figure','haedong-2026-03-12-harbour','연간 처리량','Yearly throughput',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EC%95%BD%2045%EB%A7%8C%20%EC%83%81%EC%9E%90',NULL,NULL,450000,NULL,NULL,'approx','container',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'69cc3e577656921dc66b75dbd4090441a38f82d05d7a8fc56609eebf91dc73eb');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.wave-limit','figure','haedong-2026-03-12-harbour','예인선을 띄우는 파고','Waves in which tugs go out',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=3%EB%AF%B8%ED%84%B0%20%EB%AF%B8%EB%A7%8C',NULL,NULL,3,NULL,3,'lt','metre',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'3bf90e6fd1df102617386923291b8a79d2662c23297334b38beea9e1e0430241');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.berth-error','figure','haedong-2026-03-12-harbour','접안 오차','Berthing error',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=2.5%25%20%EC%9D%B4%ED%95%98',NULL,NULL,2.5,NULL,2.5,'lte','percent',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'937d0ee105868ca5e771205dc2ac2b7bee716654dcd8edca7ed3dd742650e3f7');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.quays','figure','haedong-2026-03-12-harbour','무인 부두 수','Unmanned quays',NULL,NULL,'../2030',NULL,'2030-12-31',NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EB%B6%80%EB%91%90%20%EC%84%B8%20%EA%B3%B3',NULL,NULL,3,3,3,'eq','quay',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'381b9e65dff65189837ce9944c2452b0e30ae8bcae2c509d03fe40e6bc4777f1');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.definition','statement','haedong-2026-03-12-harbour','무인 부두의 뜻','What an unmanned quay is',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EB%AC%B4%EC%9D%B8%20%EB%B6%80%EB%91%90%EB%8A%94%20%EC%82%AC%EB%9E%8C%EC%9D%B4%20%EB%B0%B0%EC%97%90%20%EC%98%A4%EB%A5%B4%EC%A7%80%20%EC%95%8A%EA%B3%A0',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'배에 사람이 타지 않는 하역 부두','A quay that unloads with nobody aboard','narration',NULL,NULL,1,4,'eb6d92946e16741cfbf3786e9a6b45b1fd49dd10aced767253441ab2579e6f4d');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.night-port','statement','haedong-2026-03-12-harbour','한도윤의 다짐','Han Do-yun''s pledge',NULL,NULL,NULL,NULL,NULL,NULL,'haedong-2026-03-12-harbour.talks',NULL,'https://haedong.example/news/harbour#:~:text=%ED%95%9C%20%ED%9A%8C%EC%9E%A5%EC%9D%80%20%E2%80%9C%EB%B0%A4%EC%97%90%EB%8F%84%20%EC%89%AC%EC%A7%80%20%EC%95%8A%EB%8A%94%20%ED%95%AD%EA%B5%AC%EB%A5%BC',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'하루 내내 돌아가는 항구가 목표','The goal is a port that works round the clock','direct',NULL,NULL,1,4,'8dbcfa24e1c24d783469f277eea3ee6a605a13f1504a92e357b88694fe0164d9');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.group-account','statement','haedong-2026-03-12-harbour','가람그룹의 설명','Garam Group''s account',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=%EA%B0%80%EB%9E%8C%EA%B7%B8%EB%A3%B9%EC%9D%80%20%EC%A7%80%EB%82%9C%ED%95%B4%20%EC%8B%9C%ED%97%98%20%EC%9A%B4%ED%95%AD%EC%9D%84%20%EB%A7%88%EC%B3%A4%EB%8B%A4%EA%B3%A0',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'시험 운항을 끝냈다고 알림','Says that its trials are over','indirect',NULL,NULL,1,4,'0a5c66d0470ec1a39f66af27cd7e95ceb168a47d0fd4c4eb1692c5dc64035e55');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.trials','event','haedong-2026-03-12-harbour','시험 운항','Trials',NULL,NULL,'2025','2025-01-01','2025-12-31',NULL,NULL,'haedong-2026-03-12-harbour.group-account','https://haedong.example/news/harbour#:~:text=%EA%B0%80%EB%9E%8C%EA%B7%B8%EB%A3%B9%EC%9D%80%20%EC%A7%80%EB%82%9C%ED%95%B4%20%EC%8B%9C%ED%97%98%20%EC%9A%B4%ED%95%AD','other',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,4,'d5fab45001148859bd826f982db5d94d1aca2254b0165026dc35c321bc12041e');
INSERT INTO fact VALUES('haedong-2026-03-12-harbour.open-days','event','haedong-2026-03-12-harbour','시민 공개 행사','Open days',NULL,NULL,'2026-03-20/2026-03-22','2026-03-20','2026-03-22',NULL,NULL,NULL,'https://haedong.example/news/harbour#:~:text=20%EC%9D%BC%EB%B6%80%ED%84%B0%2022%EC%9D%BC%EA%B9%8C%EC%A7%80%20%EC%8B%9C%EB%AF%BC%20%EA%B3%B5%EA%B0%9C%20%ED%96%89%EC%82%AC','gathering',NULL,NULL,NULL,NULL,NULL,NULL,'새벽항','Dawn Harbour',NULL,NULL,NULL,NULL,NULL,1,4,'6adaeb483c63c72f013c90b656b0ced4304de566cf2176b67cec479b5ef55a13');
INSERT INTO fact VALUES('ships.fleet','figure','ships',NULL,'Figure fleet',NULL,NULL,'2026','2026-01-01','2026-12-31',NULL,NULL,NULL,NULL,NULL,NULL,12,12,12,'eq','ship',NULL,NULL,NULL,NULL,NULL,NULL,NULL,6,6,'7d0060dcdccfd44fdcee25e9c8ed812c790f106a5ef89775812a209cc9773d62');
CREATE TABLE fact_participant (
    fact TEXT NOT NULL REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL CHECK (role IN ('subject', 'party', 'supporter', 'supplier', 'recipient', 'host', 'attendee',
        'signatory', 'speaker', 'addressee', 'holder', 'body')),
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
    PRIMARY KEY (fact, ordinal)
);
INSERT INTO fact_participant VALUES('coastal-herald-20411.memorandum',0,'coastal-ministry','party',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.memorandum',1,'garam','party',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.memorandum',2,'naru-shipping','party',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.meeting',0,'yoon-seojin','attendee',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.meeting',1,'han-doyun','attendee',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.minister',0,'yoon-seojin','holder',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.minister',1,'coastal-ministry','body',1);
INSERT INTO fact_participant VALUES('coastal-herald-20411.chairman',0,'han-doyun','holder',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.chairman',1,'garam-group','body',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.tugs',0,'garam','supplier',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.tugs',1,'naru-shipping','recipient',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.ministry-estimate',0,'coastal-ministry','speaker',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.sleepless-port',0,'han-doyun','speaker',0);
INSERT INTO fact_participant VALUES('coastal-herald-20411.open-days',0,'port-corporation','host',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.talks',0,'yoon-seojin','host',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.talks',1,'han-doyun','attendee',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.talks',2,'naru-shipping','attendee',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.talks',3,'haedong-2026-03-12-harbour.local-lines','attendee',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.talks',4,'garam-group','subject',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.minister',0,'yoon-seojin','holder',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.minister',1,'coastal-ministry','body',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.chairman',0,'han-doyun','holder',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.chairman',1,'garam-group','body',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.naru-head',0,'choi-ian','holder',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.naru-head',1,'naru-shipping','body',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.quay-memorandum',0,'coastal-ministry','party',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.quay-memorandum',1,'garam','party',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.quay-memorandum',2,'naru-shipping','party',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.tug-supply',0,'garam','party',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.tug-supply',1,'naru-shipping','party',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.tugs',0,'garam','supplier',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.tugs',1,'naru-shipping','recipient',1);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.route-research',0,'hanbit-institute','party',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.route-research',1,'coastal-ministry','party',1);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.ministry-account',0,'coastal-ministry','speaker',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.night-port',0,'han-doyun','speaker',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.night-port',1,'yoon-seojin','addressee',1);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.group-account',0,'garam-group','speaker',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.trials',0,'garam-group','host',0);
INSERT INTO fact_participant VALUES('haedong-2026-03-12-harbour.open-days',0,'port-corporation','host',0);
INSERT INTO fact_participant VALUES('ships.fleet',0,'garam','supplier',1);
CREATE TABLE fact_topic (
    fact TEXT NOT NULL REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    topic TEXT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (fact, ordinal)
);
INSERT INTO fact_topic VALUES('coastal-herald-20411.memorandum',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('coastal-herald-20411.tugs',0,'autonomous-shipping');
INSERT INTO fact_topic VALUES('coastal-herald-20411.quays',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.talks',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.quay-memorandum',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.tug-supply',0,'autonomous-shipping');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.tugs',0,'autonomous-shipping');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.first-zone',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.route-research',0,'autonomous-shipping');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.cost',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.throughput',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.quays',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.definition',0,'unmanned-quays');
INSERT INTO fact_topic VALUES('haedong-2026-03-12-harbour.trials',0,'autonomous-shipping');
INSERT INTO fact_topic VALUES('ships.fleet',0,'unmanned-quays');
CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    fact TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    participant TEXT REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    quote TEXT NOT NULL,
    starts BIGINT NOT NULL CHECK (starts >= 0),
    ends BIGINT NOT NULL CHECK (ends > starts),
    supports TEXT CHECK (supports IN ('status', 'date', 'value', 'place', 'title')),
    verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
    CHECK ((fact IS NULL) <> (participant IS NULL))
);
INSERT INTO evidence VALUES('coastal-herald-20411/coastal-herald/0000','coastal-herald-20411',NULL,'coastal-herald',0,'Coastal Herald',0,14,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411/coastal-ministry/0000','coastal-herald-20411',NULL,'coastal-ministry',0,'Ministry of Coastal Industry',119,147,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411/garam/0000','coastal-herald-20411',NULL,'garam',0,'Garam will deliver',412,430,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411/garam-group/0000','coastal-herald-20411',NULL,'garam-group',0,'chairman of Garam Group',331,354,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411/naru-shipping/0000','coastal-herald-20411',NULL,'naru-shipping',0,'Naru Shipping (NARU)',462,482,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411/yoon-seojin/0000','coastal-herald-20411',NULL,'yoon-seojin',0,'Minister Yoon Seo-jin',293,314,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411/han-doyun/0000','coastal-herald-20411',NULL,'han-doyun',0,'Han Do-yun, chairman',319,339,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411/port-corporation/0000','coastal-herald-20411',NULL,'port-corporation',0,'Dawn Harbour Port Corporation',898,927,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.memorandum/0000','coastal-herald-20411','coastal-herald-20411.memorandum',NULL,0,'signed a memorandum of understanding',148,184,'status',1);
INSERT INTO evidence VALUES('coastal-herald-20411.memorandum/0001','coastal-herald-20411','coastal-herald-20411.memorandum',NULL,1,'Ministry of Coastal Industry',119,147,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.memorandum/0002','coastal-herald-20411','coastal-herald-20411.memorandum',NULL,2,'with Garam and Naru Shipping',185,213,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.memorandum/0003','coastal-herald-20411','coastal-herald-20411.memorandum',NULL,3,'on Thursday',214,225,'date',1);
INSERT INTO evidence VALUES('coastal-herald-20411.meeting/0000','coastal-herald-20411','coastal-herald-20411.meeting',NULL,0,'Minister Yoon Seo-jin met Han Do-yun',293,329,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.meeting/0001','coastal-herald-20411','coastal-herald-20411.meeting',NULL,1,'in Dawn Harbour on March 12',382,409,'place',1);
INSERT INTO evidence VALUES('coastal-herald-20411.meeting/0002','coastal-herald-20411','coastal-herald-20411.meeting',NULL,2,'on March 12',398,409,'date',1);
INSERT INTO evidence VALUES('coastal-herald-20411.minister/0000','coastal-herald-20411','coastal-herald-20411.minister',NULL,0,'Minister Yoon Seo-jin',293,314,'title',1);
INSERT INTO evidence VALUES('coastal-herald-20411.chairman/0000','coastal-herald-20411','coastal-herald-20411.chairman',NULL,0,'Han Do-yun',319,329,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.chairman/0001','coastal-herald-20411','coastal-herald-20411.chairman',NULL,1,'chairman of Garam Group',331,354,'title',1);
INSERT INTO evidence VALUES('coastal-herald-20411.tugs/0000','coastal-herald-20411','coastal-herald-20411.tugs',NULL,0,'Garam will deliver at least 14',412,442,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.tugs/0001','coastal-herald-20411','coastal-herald-20411.tugs',NULL,1,'Naru Shipping (NARU)',462,482,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.cost/0000','coastal-herald-20411','coastal-herald-20411.cost',NULL,0,'1.2 trillion won',519,535,'value',1);
INSERT INTO evidence VALUES('coastal-herald-20411.ministry-estimate/0000','coastal-herald-20411','coastal-herald-20411.ministry-estimate',NULL,0,'The ministry put the whole cost',484,515,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.quays/0000','coastal-herald-20411','coastal-herald-20411.quays',NULL,0,'three quays',546,557,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.quays/0001','coastal-herald-20411','coastal-herald-20411.quays',NULL,1,'by 2030',564,571,'date',1);
INSERT INTO evidence VALUES('coastal-herald-20411.private-share/0000','coastal-herald-20411','coastal-herald-20411.private-share',NULL,0,'More than 60 percent',573,593,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.throughput/0000','coastal-herald-20411','coastal-herald-20411.throughput',NULL,0,'about 450,000 containers',652,676,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.sleepless-port/0000','coastal-herald-20411','coastal-herald-20411.sleepless-port',NULL,0,'Han told reporters',761,779,NULL,1);
INSERT INTO evidence VALUES('coastal-herald-20411.open-days/0000','coastal-herald-20411','coastal-herald-20411.open-days',NULL,0,'March 20 to March 22',872,892,'date',1);
INSERT INTO evidence VALUES('coastal-herald-20411.open-days/0001','coastal-herald-20411','coastal-herald-20411.open-days',NULL,1,'Dawn Harbour Port Corporation',898,927,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/haedong-daily/0000','haedong-2026-03-12-harbour',NULL,'haedong-daily',0,'해동일보',0,4,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/coastal-ministry/0000','haedong-2026-03-12-harbour',NULL,'coastal-ministry',0,'윤서진 연안산업부 장관',85,97,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/garam/0000','haedong-2026-03-12-harbour',NULL,'garam',0,'가람은 자율운항 예인선',269,281,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/garam-group/0000','haedong-2026-03-12-harbour',NULL,'garam-group',0,'한도윤 가람그룹 회장',115,126,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/naru-shipping/0000','haedong-2026-03-12-harbour',NULL,'naru-shipping',0,'나루해운(NARU) 최이안 대표',174,191,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/yoon-seojin/0000','haedong-2026-03-12-harbour',NULL,'yoon-seojin',0,'윤서진 연안산업부 장관',85,97,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/han-doyun/0000','haedong-2026-03-12-harbour',NULL,'han-doyun',0,'한도윤 가람그룹 회장',115,126,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/choi-ian/0000','haedong-2026-03-12-harbour',NULL,'choi-ian',0,'나루해운(NARU) 최이안 대표',174,191,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/hanbit-institute/0000','haedong-2026-03-12-harbour',NULL,'hanbit-institute',0,'한빛해양연구원(HORI)',352,365,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/port-corporation/0000','haedong-2026-03-12-harbour',NULL,'port-corporation',0,'새벽항만공사',834,840,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour/haedong-2026-03-12-harbour.local-lines/0000','haedong-2026-03-12-harbour',NULL,'haedong-2026-03-12-harbour.local-lines',0,'지역 선사들의 실무자',193,204,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.talks/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.talks',NULL,0,'장관은 12일 새벽항 여객터미널에서',95,114,'place',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.talks/0001','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.talks',NULL,1,'12일',99,102,'date',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.talks/0002','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.talks',NULL,2,'윤서진 연안산업부 장관',85,97,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.talks/0003','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.talks',NULL,3,'한도윤 가람그룹 회장',115,126,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.talks/0004','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.talks',NULL,4,'이날 간담회에는 나루해운(NARU)',165,184,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.talks/0005','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.talks',NULL,5,'지역 선사들의 실무자',193,204,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.minister/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.minister',NULL,0,'윤서진 연안산업부 장관',85,97,'title',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.chairman/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.chairman',NULL,0,'한도윤 가람그룹 회장',115,126,'title',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.naru-head/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.naru-head',NULL,0,'나루해운(NARU) 최이안 대표',174,191,'title',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.quay-memorandum/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.quay-memorandum',NULL,0,'연안산업부와 가람, 나루해운은 무인 부두 실증을 위한 양해각서',222,256,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.quay-memorandum/0001','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.quay-memorandum',NULL,1,'양해각서(MOU)를 체결했다',252,267,'status',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.quay-memorandum/0002','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.quay-memorandum',NULL,2,'간담회에 앞서',214,221,'date',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.tug-supply/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.tug-supply',NULL,0,'가람은 자율운항 예인선',269,281,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.tug-supply/0001','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.tug-supply',NULL,1,'나루해운에 공급하기로 했다',290,304,'status',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.tugs/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.tugs',NULL,0,'가람은 자율운항 예인선 14척 이상',269,288,'value',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.first-zone/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.first-zone',NULL,0,'첫 실증 구역은 올해 6월 문을 열고',306,326,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.first-zone/0001','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.first-zone',NULL,1,'올해 6월',315,320,'date',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.operation/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.operation',NULL,0,'정식 운영은 7월부터',328,339,'date',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.route-research/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.route-research',NULL,0,'한빛해양연구원(HORI)과는',352,367,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.route-research/0001','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.route-research',NULL,1,'공동 연구할 계획',378,387,'status',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.ministry-account/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.ministry-account',NULL,0,'연안산업부에 따르면',393,403,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.cost/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.cost',NULL,0,'사업비는 1조 2천억원',407,419,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.private-share/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.private-share',NULL,0,'60% 초과',440,446,'value',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.site/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.site',NULL,0,'3만5천㎡',463,468,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.throughput/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.throughput',NULL,0,'약 45만 상자',480,488,'value',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.wave-limit/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.wave-limit',NULL,0,'3미터 미만',521,527,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.berth-error/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.berth-error',NULL,0,'2.5% 이하',549,556,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.quays/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.quays',NULL,0,'부두 세 곳',39,45,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.quays/0001','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.quays',NULL,1,'2030년까지',31,38,'date',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.definition/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.definition',NULL,0,'무인 부두는 사람이 배에 오르지 않고',565,585,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.night-port/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.night-port',NULL,0,'한 회장은 “밤에도 쉬지 않는 항구를',603,623,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.group-account/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.group-account',NULL,0,'가람그룹은 지난해 시험 운항을 마쳤다고',636,657,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.trials/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.trials',NULL,0,'가람그룹은 지난해 시험 운항',636,651,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.trials/0001','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.trials',NULL,1,'지난해',642,645,'date',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.open-days/0000','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.open-days',NULL,0,'20일부터 22일까지 시민 공개 행사',803,823,NULL,1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.open-days/0001','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.open-days',NULL,1,'20일부터 22일까지',803,814,'date',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.open-days/0002','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.open-days',NULL,2,'새벽항에서는',796,802,'place',1);
INSERT INTO evidence VALUES('haedong-2026-03-12-harbour.open-days/0003','haedong-2026-03-12-harbour','haedong-2026-03-12-harbour.open-days',NULL,3,'새벽항만공사',834,840,NULL,1);
INSERT INTO evidence VALUES('ships/daily/0000','ships',NULL,'daily',0,'The daily',6,15,NULL,1);
INSERT INTO evidence VALUES('ships/garam/0000','ships',NULL,'garam',0,'🚢 Garam',28,35,NULL,1);
INSERT INTO evidence VALUES('ships.fleet/0000','ships','ships.fleet',NULL,0,'🚢🚢 12 ships',46,57,NULL,1);
INSERT INTO evidence VALUES('ships.fleet/0001','ships','ships.fleet',NULL,1,'in 2026',72,79,'date',1);
CREATE TABLE removed (
    collection TEXT NOT NULL CHECK (collection IN ('articles', 'participants', 'topics', 'facts')),
    id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    publisher TEXT,
    published_at_utc TEXT,
    PRIMARY KEY (collection, id)
);
INSERT INTO removed VALUES('facts','haedong-2026-03-12-harbour.jobs',4,NULL,NULL);
INSERT INTO removed VALUES('facts','gone.one',5,NULL,NULL);
INSERT INTO removed VALUES('articles','gone',5,'daily','2026-01-01T00:00:00.000000000Z');
CREATE INDEX participant_kind ON participant (kind, id);
CREATE INDEX participant_name_ko ON participant (name_ko, id);
CREATE INDEX participant_name_en ON participant (name_en, id);
CREATE INDEX article_published_at ON article (published_at_utc, id);
CREATE INDEX article_publisher ON article (publisher, id);
CREATE INDEX participant_article_first ON participant_article (participant, published_at_utc, article);
CREATE INDEX participant_article_article ON participant_article (article, participant);
CREATE INDEX participant_name_article ON participant_name (article);
CREATE INDEX participant_same_as_uri ON participant_same_as (uri, participant);
CREATE INDEX participant_same_as_article ON participant_same_as (article);
CREATE INDEX topic_article_first ON topic_article (topic, published_at_utc, article);
CREATE INDEX topic_article_article ON topic_article (article, topic);
CREATE INDEX fact_article ON fact (article, id);
CREATE INDEX fact_part_of ON fact (part_of, id);
CREATE INDEX fact_at ON fact (at, id);
CREATE INDEX fact_according_to ON fact (according_to, id);
CREATE INDEX fact_date_from ON fact (date_from, id);
CREATE INDEX fact_date_to ON fact (date_to, id);
CREATE INDEX fact_changed ON fact (changed, id);
CREATE INDEX agreement_id ON fact (id) WHERE kind = 'agreement';
CREATE INDEX agreement_type ON fact (type, id) WHERE kind = 'agreement';
CREATE INDEX agreement_status ON fact (status, id) WHERE kind = 'agreement';
CREATE INDEX figure_id ON fact (id) WHERE kind = 'figure';
CREATE INDEX figure_value ON fact (value, id) WHERE kind = 'figure';
CREATE INDEX figure_unit ON fact (unit, id) WHERE kind = 'figure';
CREATE INDEX event_id ON fact (id) WHERE kind = 'event';
CREATE INDEX event_date_from ON fact (date_from, id) WHERE kind = 'event';
CREATE INDEX statement_id ON fact (id) WHERE kind = 'statement';
CREATE INDEX affiliation_id ON fact (id) WHERE kind = 'affiliation';
CREATE UNIQUE INDEX fact_participant_participant ON fact_participant (participant, fact, role);
CREATE UNIQUE INDEX fact_topic_topic ON fact_topic (topic, fact);
CREATE INDEX evidence_fact ON evidence (fact, ordinal);
CREATE INDEX evidence_article ON evidence (article, id);
CREATE INDEX evidence_participant ON evidence (participant, id);
COMMIT;
