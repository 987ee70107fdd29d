-- SPDX-License-Identifier: MIT
-- An article's own facts in the order of their dates, and its figures in that of their values. Without these the
-- engine walks the facts of a kind of all articles in that order, and looks at each whether it is of the one.
CREATE INDEX fact_article_kind_date_from ON fact (article, kind, date_from, id);
CREATE INDEX fact_article_kind_value ON fact (article, kind, value, id) WHERE value IS NOT NULL;
