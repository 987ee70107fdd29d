// SPDX-License-Identifier: MIT
// The words that generated documents are made of, in Korean and English. No letter outside the Basic Multilingual
// Plane, so that a text's length is its number of code points.
import { capital, romanised } from './hangul.js';

const list = (words) => words.trim().split(/\s+/);

// "한국말=English words" with commas between, as { ko, en }.
const both = (words) => words.trim().split(/\s*,\s*/).map((pair) => {
  const [ko, en] = pair.split('=');
  return { ko, en };
});

export const cities = list(`서울 부산 대구 인천 광주 대전 울산 세종 수원 용인 고양 창원 성남 청주 화성 전주 안산 천안 남양주 안양 김해
  평택 포항 제주 시흥 파주 김포 의정부 구미 진주 원주 아산 광명 춘천 군산 익산 여수 순천 목포 강릉 충주 안성 이천 양산 거제 통영 사천
  밀양 경주 김천 안동 영주 영천 상주 문경 경산 나주 광양 담양 해남 완도 진도 신안 무안 영광 장성 남원 정읍 김제 부안 고창 제천 보은 옥천
  영동 진천 음성 괴산 단양 공주 보령 서산 논산 계룡 당진 금산 부여 서천 홍성 예산 태안 동해 태백 속초 삼척 홍천 횡성 영월 평창 정선 철원
  화천 양구 인제 고성 양양 가평 양평 여주 동두천 과천 구리 오산 하남 군포 의왕 포천 연천`)
  .map((ko) => ({ ko, en: capital(romanised(ko)) }));

export const surnames = list('김=Kim 이=Lee 박=Park 최=Choi 정=Jung 한=Han 오=Oh 서=Seo 신=Shin 권=Kwon 황=Hwang 안=Ahn 송=Song 류=Ryu ' +
  '홍=Hong 전=Jeon 고=Ko 문=Moon 손=Son 양=Yang 배=Bae 백=Baek 허=Heo 남=Nam 심=Shim 노=Noh 하=Ha 곽=Kwak 성=Sung 차=Cha')
  .map((pair) => ({ ko: pair.split('=')[0], en: pair.split('=')[1] }));

export const given = list(`민 서 지 현 준 우 도 윤 하 은 예 수 영 진 성 재 태 동 상 경 혜 미 선 정 유 나 연 주 원 호 훈 석 철 규 기 찬
  희 빈 아 린`);

// What companies are called, before what they do.
export const houses = list(`가람 나루 다온 라온 마루 바름 사람 아라 자람 차오름 가온 나래 누리 다솜 단비 도담 두레 들꽃 라라 마음 모아 미래 미르
  바다 보람 봄빛 산들 새길 새론 새벽 샛별 소담 솔빛 시내 아람 아침 여울 예솔 온새미 우람 으뜸 이든 이슬 잎새 조은 지음 참빛 초록 큰길 터울
  토담 푸른 하나로 하늘 하람 한결 한길 한들 한별 한울 해담 해솔 햇살 혜윰 금강 남산 대성 동명 동방 명성 무궁 백두 삼우 삼정 서광 서원 성원
  세림 세명 세방 세진 신성 신우 신흥 영풍 우진 유성 인성 일신 일진 정우 제일 중앙 진명 창성 천지 청구 청운 태광 태성 태양 한국 한성 해동 현진
  협성 홍익 화신 효성원 흥국`).map((ko) => ({ ko, en: capital(romanised(ko)) }));

export const trades = both(`전자=Electronics, 반도체=Semiconductor, 조선=Shipbuilding, 해운=Shipping, 중공업=Heavy Industries, 화학=Chemical,
  에너지=Energy, 건설=Construction, 제약=Pharm, 바이오=Bio, 통신=Telecom, 소프트=Soft, 게임즈=Games, 엔터테인먼트=Entertainment,
  물산=Trading, 식품=Foods, 유통=Retail, 물류=Logistics, 항공=Airlines, 철강=Steel, 금속=Metal, 정밀=Precision, 기계=Machinery,
  로보틱스=Robotics, 모빌리티=Mobility, 자동차=Motors, 타이어=Tire, 배터리=Battery, 디스플레이=Display, 시스템=Systems,
  네트웍스=Networks, 클라우드=Cloud, 데이터=Data, 보안=Security, 은행=Bank, 증권=Securities, 보험=Insurance, 카드=Card,
  캐피탈=Capital, 자산운용=Asset Management, 섬유=Textile, 제지=Paper, 시멘트=Cement, 유리=Glass, 가구=Furniture, 화장품=Cosmetics,
  출판=Publishing, 교육=Education, 여행=Travel, 호텔=Hotels, 농산=Farms, 수산=Fisheries, 환경=Environment, 수소=Hydrogen,
  태양광=Solar, 풍력=Wind Power, 원자력=Nuclear, 우주=Space, 의료기기=Medical, 헬스케어=Healthcare`);

export const offices = {
  government: both('시청=City Hall, 교육청=Education Office, 해양청=Maritime Office, 소방본부=Fire Headquarters, 경찰서=Police Station, ' +
    '세무서=Tax Office, 보건소=Health Centre, 항만청=Port Authority, 산림청=Forest Office, 고용청=Labour Office, 도시공사=Urban Corporation, ' +
    '교통공사=Transit Corporation'),
  institute: both('미래대학교=Mirae University, 과학기술원=Science Institute, 연구원=Research Institute, 공과대학=College of Engineering, ' +
    '의료원=Medical Centre, 해양연구소=Marine Laboratory, 기술연구소=Technology Laboratory, 에너지연구원=Energy Institute, ' +
    '정책연구원=Policy Institute, 농업연구소=Farm Laboratory, 보건대학=Health College, 예술대학=College of Arts'),
  organization: both('상공회의소=Chamber of Commerce, 시민연대=Citizens Alliance, 어민회=Fishers Union, 노동조합=Labour Union, ' +
    '문화재단=Culture Foundation, 체육회=Sports Council, 환경연합=Green Alliance, 소비자회=Consumers Union, 장학재단=Scholarship Foundation, ' +
    '예술단=Arts Company, 관광협회=Tourism Association, 청년회=Youth Council'),
};

export const fields = both(`반도체=semiconductor, 인공지능=artificial intelligence, 배터리=battery, 조선=shipbuilding, 자율주행=self-driving,
  로봇=robot, 수소=hydrogen, 태양광=solar, 해상풍력=offshore wind, 원자력=nuclear, 바이오=biotech, 신약=new drug, 의료기기=medical device,
  디지털 치료=digital therapy, 양자컴퓨팅=quantum computing, 클라우드=cloud, 데이터=data, 사이버 보안=cyber security, 위성=satellite,
  우주 발사체=launch vehicle, 드론=drone, 항공=aviation, 철도=railway, 고속도로=motorway, 항만=port, 물류=logistics, 전기차=electric car,
  자동차 부품=car part, 스마트 공장=smart factory, 스마트팜=smart farm, 농업=farming, 수산업=fishery, 축산=livestock, 산림=forestry,
  식품=food, 음료=beverage, 화장품=cosmetics, 섬유=textile, 철강=steel, 화학=chemical, 정유=oil refining, 시멘트=cement, 건설=construction,
  주택=housing, 도시 재생=urban renewal, 상수도=water supply, 하수 처리=sewage, 폐기물=waste, 재활용=recycling, 탄소 포집=carbon capture,
  기후=climate, 대기질=air quality, 금융=finance, 보험=insurance, 핀테크=fintech, 가상자산=virtual asset, 부동산=real estate, 연금=pension,
  조세=tax, 무역=trade, 관광=tourism, 호텔=hotel, 공연=performing arts, 영화=film, 드라마=drama, 게임=game, 웹툰=webtoon, 음악=music,
  출판=publishing, 박물관=museum, 문화재=heritage, 체육=sports, 축구=football, 야구=baseball, 올림픽=Olympic, 교육=education,
  대학=university, 유아 교육=early education, 직업 훈련=job training, 고용=employment, 최저임금=minimum wage, 노사=labour, 복지=welfare,
  돌봄=care, 저출생=low birth rate, 고령화=ageing, 이민=immigration, 국방=defence, 방위산업=arms, 외교=diplomacy, 통일=unification,
  선거=election, 사법=justice, 치안=policing, 소방=firefighting, 재난=disaster, 지진=earthquake, 태풍=typhoon, 감염병=infectious disease,
  백신=vaccine`);

export const things = both(`공장=plant, 연구소=laboratory, 데이터센터=data centre, 물류센터=logistics centre, 산업단지=industrial park,
  발전소=power station, 터미널=terminal, 부두=quay, 정비소=repair shop, 시험장=test site, 체험관=exhibition hall, 교육장=training hall,
  충전소=charging station, 저장소=storage, 처리장=treatment plant, 관제센터=control centre, 지원센터=support centre, 캠퍼스=campus,
  병동=ward, 노선=line, 다리=bridge, 터널=tunnel, 역사=station building, 활주로=runway, 기지=base, 단말기=device, 플랫폼=platform,
  서비스=service, 시스템=system, 설비=equipment, 부품=component, 소재=material, 장비=machinery, 특구=special zone, 기금=fund,
  장학금=scholarship, 박람회=fair, 축제=festival, 학회=academy, 협의체=council, 법안=bill, 지침=guideline, 표준=standard, 인증=certificate,
  특허=patent, 기술=technology, 인력=workforce, 일자리=jobs, 시장=market, 수출=exports`);

export const deeds = both(`투자=investment, 협력=cooperation, 공동연구=joint research, 공동 개발=joint development, 확대=expansion, 건설=building,
  증설=extension, 유치=attraction, 이전=relocation, 개편=reform, 도입=introduction, 실증=field test, 보급=distribution, 수출=export,
  수입=import, 공급=supply, 인수=takeover, 매각=sale, 합병=merger, 상장=listing, 채용=hiring, 양성=training, 지원=support, 규제 완화=deregulation,
  규제 강화=regulation, 점검=inspection, 조사=survey, 복구=repair, 운영=operation, 위탁=outsourcing, 민영화=privatisation, 국산화=localisation,
  표준화=standardisation, 자동화=automation, 디지털 전환=digital conversion, 홍보=promotion, 교류=exchange, 기부=donation, 후원=sponsoring,
  개방=opening`);

export const titles = both(`대표이사=chief executive, 회장=chairman, 부회장=vice chairman, 사장=president, 부사장=vice president, 전무=managing director,
  상무=director, 본부장=head of division, 센터장=head of centre, 연구소장=head of laboratory, 수석연구원=principal researcher, 교수=professor,
  총장=university president, 학장=dean, 시장=mayor, 부시장=deputy mayor, 도지사=governor, 군수=county head, 장관=minister, 차관=vice minister,
  국장=director general, 과장=section chief, 대변인=spokesperson, 위원장=committee chair, 이사장=board chair, 사무총장=secretary general,
  감독=coach, 주장=captain, 단장=delegation head, 조합장=union head, 지점장=branch manager, 팀장=team leader, 변호사=lawyer, 기술고문=technical adviser,
  최고재무책임자=chief financial officer, 최고기술책임자=chief technology officer, 편집국장=managing editor, 의장=speaker, 원장=institute head, 소방서장=fire chief`);

export const venues = both(`컨벤션센터=Convention Centre, 시청 대강당=City Hall Auditorium, 국제회의장=International Conference Hall, 문화회관=Culture Hall,
  종합운동장=Sports Complex, 과학관=Science Hall, 대학 본관=University Main Hall, 항만 여객터미널=Port Passenger Terminal, 호텔 연회장=Hotel Ballroom,
  산업단지 홍보관=Industrial Park Hall, 역 광장=Station Square, 시민공원=Citizens Park`);

// What figures count: the unit, its counter in Korean and English, what the figure is called, and the powers of ten
// between which its values lie. `decimals` is how many places a value may have.
export const measures = [
  ['krw', '원', 'won', '투자액', 'investment', 4, 14, 0],
  ['usd', '달러', 'dollars', '수출액', 'exports', 3, 11, 0],
  ['eur', '유로', 'euros', '계약액', 'contract value', 3, 10, 0],
  ['jpy', '엔', 'yen', '매출', 'sales', 4, 12, 0],
  ['percent', '%', 'percent', '증가율', 'growth rate', 0, 2, 2],
  ['gpu', '장', 'GPUs', 'GPU 공급량', 'GPUs supplied', 0, 6, 0],
  ['person', '명', 'people', '인원', 'number of people', 0, 7, 0],
  ['company', '개사', 'companies', '참여 기업 수', 'number of companies', 0, 3, 0],
  ['vehicle', '대', 'vehicles', '판매 대수', 'vehicles sold', 0, 6, 0],
  ['ship', '척', 'ships', '선박 수', 'number of ships', 0, 3, 0],
  ['tonne', '톤', 'tonnes', '처리량', 'tonnes handled', 0, 9, 1],
  ['megawatt', 'MW', 'megawatts', '발전 용량', 'generating capacity', 0, 4, 2],
  ['kilometre', 'km', 'kilometres', '노선 길이', 'length of the line', 0, 3, 2],
  ['square-metre', '제곱미터', 'square metres', '부지 면적', 'site area', 1, 7, 1],
  ['household', '가구', 'households', '가구 수', 'number of households', 0, 6, 0],
  ['case', '건', 'cases', '접수 건수', 'cases received', 0, 5, 0],
  ['country', '개국', 'countries', '참가국 수', 'countries taking part', 0, 2, 0],
  ['school', '개교', 'schools', '참여 학교 수', 'schools taking part', 0, 3, 0],
  ['hour', '시간', 'hours', '운영 시간', 'hours of operation', 0, 4, 1],
  ['nanometre', 'nm', 'nanometres', '공정 폭', 'width of the process', 0, 2, 3],
  ['gigabyte', 'GB', 'gigabytes', '저장 용량', 'storage', 0, 6, 1],
].map(([unit, ko, en, nameKo, nameEn, low, high, decimals]) => ({ unit, ko, en, name: { ko: nameKo, en: nameEn }, low, high, decimals }));

export const topics = fields.flatMap(({ ko, en }) => [
  { id: `${en.toLowerCase().replaceAll(' ', '-')}-industry`, name: { ko: `${ko} 산업`, en: `${capital(en)} industry` } },
  { id: `${en.toLowerCase().replaceAll(' ', '-')}-policy`, name: { ko: `${ko} 정책`, en: `${capital(en)} policy` } },
]);
