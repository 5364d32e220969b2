-- facts.sqlite, version 1: one table per row class of portal/facts.py; docs/snapshot.md explains it.
CREATE TABLE page (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, status INTEGER NOT NULL, fetched_at TEXT NOT NULL, depth INTEGER NOT NULL,
    content_type TEXT NOT NULL, encoding TEXT NOT NULL, size INTEGER NOT NULL, body_hash TEXT NOT NULL, archive_offset INTEGER,
    rendered INTEGER NOT NULL DEFAULT 0, rendered_offset INTEGER,
    kind TEXT NOT NULL, confidence REAL NOT NULL, title TEXT NOT NULL, heading TEXT NOT NULL,
    published_on TEXT, published_text TEXT NOT NULL, published_via TEXT, source TEXT NOT NULL, breadcrumb TEXT NOT NULL,
    text_length INTEGER NOT NULL, fill TEXT NOT NULL, fill_words TEXT NOT NULL, refresh_to TEXT NOT NULL, fault TEXT,
    hollow INTEGER NOT NULL DEFAULT 0);
CREATE INDEX page_body ON page (body_hash);
CREATE INDEX page_kind ON page (kind);
CREATE INDEX page_order ON page (depth, url);
CREATE TABLE page_text (page_id INTEGER PRIMARY KEY REFERENCES page (id), text TEXT NOT NULL);
CREATE TABLE target (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, state TEXT NOT NULL, fault TEXT, status INTEGER,
    final_url TEXT NOT NULL, content_type TEXT NOT NULL, checked_at TEXT);
CREATE INDEX target_state ON target (state);
CREATE TABLE attempt (
    target_id INTEGER NOT NULL REFERENCES target (id), at TEXT NOT NULL, status INTEGER, fault TEXT, elapsed_ms INTEGER NOT NULL,
    peer TEXT NOT NULL, location TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX attempt_target ON attempt (target_id);
CREATE TABLE link (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, target_id INTEGER NOT NULL REFERENCES target (id),
    url TEXT NOT NULL, text TEXT NOT NULL, region TEXT NOT NULL, title TEXT NOT NULL, alt TEXT NOT NULL, element TEXT NOT NULL,
    selector TEXT NOT NULL, raw TEXT NOT NULL, fragment TEXT NOT NULL, hidden INTEGER NOT NULL,
    PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE INDEX link_target ON link (target_id, page_id);
CREATE INDEX link_fragment ON link (target_id, fragment) WHERE fragment <> '' AND url <> '';
CREATE TABLE missing_anchor (page_id INTEGER NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (page_id, position)) WITHOUT ROWID;
-- What style sheets name; snapshots of earlier versions lack it.
CREATE TABLE sheet_link (
    sheet_id INTEGER NOT NULL REFERENCES target (id), position INTEGER NOT NULL, target_id INTEGER NOT NULL REFERENCES target (id),
    url TEXT NOT NULL, element TEXT NOT NULL, raw TEXT NOT NULL, PRIMARY KEY (sheet_id, position)) WITHOUT ROWID;
CREATE INDEX sheet_link_target ON sheet_link (target_id);
CREATE TABLE meta_tag (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE list_item (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, dated_on TEXT,
    date_text TEXT NOT NULL, region TEXT NOT NULL, block INTEGER NOT NULL, selector TEXT NOT NULL,
    PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE "column" (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL UNIQUE, page_id INTEGER NOT NULL, path TEXT NOT NULL, level INTEGER NOT NULL,
    items INTEGER NOT NULL, pages_read INTEGER NOT NULL, newest TEXT, fill TEXT NOT NULL, fill_words TEXT NOT NULL);
CREATE TABLE document (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), title TEXT NOT NULL, number TEXT NOT NULL, issuer TEXT NOT NULL, written_on TEXT,
    published_on TEXT, validity TEXT NOT NULL, index_number TEXT NOT NULL, read_from TEXT NOT NULL, normative INTEGER, selector TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '', disclosure TEXT NOT NULL DEFAULT '', issuers TEXT NOT NULL DEFAULT '[]', effective_on TEXT, expires_on TEXT);
CREATE TABLE interpretation (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), title TEXT NOT NULL, subject TEXT NOT NULL, forms TEXT NOT NULL, own INTEGER,
    number TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', headings INTEGER NOT NULL DEFAULT 0, takes_comments INTEGER,
    selector TEXT NOT NULL DEFAULT '');
CREATE TABLE pairing (
    interpretation_id INTEGER NOT NULL REFERENCES page (id), document_id INTEGER NOT NULL REFERENCES page (id), "by" TEXT NOT NULL,
    links_to_document INTEGER NOT NULL, links_back INTEGER NOT NULL, copied REAL, PRIMARY KEY (interpretation_id, document_id)) WITHOUT ROWID;
CREATE TABLE identity_mark (
    page_id INTEGER NOT NULL REFERENCES page (id), kind TEXT NOT NULL, value TEXT NOT NULL, text TEXT NOT NULL, via TEXT NOT NULL,
    region TEXT NOT NULL, selector TEXT NOT NULL);
CREATE INDEX identity_mark_page ON identity_mark (page_id);
-- What next month's crawl asks with (`--previous`): of each address that was fine, its validators and its record in the archive.
CREATE TABLE validator (
    url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, archive_offset INTEGER NOT NULL, scripted INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dns_answer (name TEXT NOT NULL, rrtype TEXT NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL, error TEXT NOT NULL);
CREATE TABLE connection (
    host TEXT NOT NULL, family INTEGER NOT NULL, address TEXT NOT NULL, port INTEGER NOT NULL, at TEXT NOT NULL, status INTEGER,
    error TEXT NOT NULL, elapsed_ms INTEGER NOT NULL);
CREATE TABLE event (at TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL);
-- Rows of portal/network_facts.py. Snapshots of earlier versions lack these tables.
CREATE TABLE probe (
    site TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, elapsed_ms INTEGER NOT NULL, limit_ms INTEGER NOT NULL,
    status INTEGER, fault TEXT, final_url TEXT NOT NULL, peer TEXT NOT NULL, proxied INTEGER NOT NULL, detail TEXT NOT NULL);
CREATE TABLE delegation (
    zone TEXT NOT NULL, server TEXT NOT NULL, at TEXT NOT NULL, address TEXT NOT NULL, error TEXT NOT NULL, elapsed_ms INTEGER NOT NULL);
CREATE TABLE certificate (
    host TEXT NOT NULL, address TEXT NOT NULL, port INTEGER NOT NULL, at TEXT NOT NULL, fault TEXT, detail TEXT NOT NULL, subject TEXT NOT NULL,
    issuer TEXT NOT NULL, names TEXT NOT NULL, not_before TEXT, not_after TEXT, protocol TEXT NOT NULL);
CREATE TABLE home_view (
    family INTEGER NOT NULL, address TEXT NOT NULL, port INTEGER NOT NULL, at TEXT NOT NULL, url TEXT NOT NULL, status INTEGER,
    error TEXT NOT NULL, title TEXT NOT NULL, parts TEXT NOT NULL, upgrades INTEGER NOT NULL);
-- What pages of other sites show; snapshots of earlier versions lack it.
CREATE TABLE other_page (
    url TEXT PRIMARY KEY, title TEXT NOT NULL, words TEXT NOT NULL, hosts TEXT NOT NULL, searches INTEGER NOT NULL) WITHOUT ROWID;
-- Links tried over both address families; snapshots of earlier versions lack it.
CREATE TABLE link_reach (
    url TEXT PRIMARY KEY, level INTEGER NOT NULL, at TEXT NOT NULL, status4 INTEGER, error4 TEXT NOT NULL, status6 INTEGER, error6 TEXT NOT NULL)
    WITHOUT ROWID;
-- What the browser saw float over pages; snapshots of earlier versions lack it.
CREATE TABLE floating_view (url TEXT PRIMARY KEY, at TEXT NOT NULL, windows TEXT NOT NULL) WITHOUT ROWID;
-- How the site's own search answered; snapshots of earlier versions lack these tables.
CREATE TABLE search_entry (
    url TEXT PRIMARY KEY, at TEXT NOT NULL, trial TEXT NOT NULL, action TEXT NOT NULL, method TEXT NOT NULL, field TEXT NOT NULL,
    selector TEXT NOT NULL, complete INTEGER NOT NULL, hint TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE search_query (
    position INTEGER PRIMARY KEY, words TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, page_url TEXT NOT NULL, published_on TEXT,
    browser INTEGER NOT NULL, url TEXT NOT NULL, status INTEGER, error TEXT NOT NULL, rank INTEGER, found_url TEXT NOT NULL, stated INTEGER,
    says_none INTEGER NOT NULL, results INTEGER NOT NULL, categories TEXT NOT NULL, filters TEXT NOT NULL, complete INTEGER NOT NULL,
    excerpt TEXT NOT NULL, archive_offset INTEGER);
-- Rows of portal/content_facts.py. Snapshots of earlier versions lack these tables.
CREATE TABLE field_reading (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, words TEXT NOT NULL,
    via TEXT NOT NULL, selector TEXT NOT NULL, part TEXT NOT NULL DEFAULT 'table', PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE attachment (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, url TEXT NOT NULL, name TEXT NOT NULL, suffix TEXT NOT NULL,
    PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE consultation (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), title TEXT NOT NULL, opens_on TEXT, closes_on TEXT, days INTEGER,
    period_text TEXT NOT NULL, status TEXT NOT NULL, has_draft INTEGER NOT NULL, has_explanation INTEGER NOT NULL, ways TEXT NOT NULL,
    selector TEXT NOT NULL);
CREATE TABLE consultation_result (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), title TEXT NOT NULL, subject TEXT NOT NULL, received INTEGER, adopted INTEGER,
    gives_reasons INTEGER NOT NULL, selector TEXT NOT NULL);
CREATE TABLE decision_item (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, year INTEGER,
    due_text TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE decision_stage (
    page_id INTEGER NOT NULL REFERENCES page (id), item INTEGER NOT NULL, position INTEGER NOT NULL, stage TEXT NOT NULL, url TEXT NOT NULL,
    PRIMARY KEY (page_id, item, position)) WITHOUT ROWID;
CREATE TABLE meeting (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), title TEXT NOT NULL, held_on TEXT, host TEXT NOT NULL, invited INTEGER,
    tells_adoption INTEGER NOT NULL, selector TEXT NOT NULL);
CREATE TABLE message (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), title TEXT NOT NULL, written_on TEXT, replied_on TEXT, unit TEXT NOT NULL,
    status TEXT NOT NULL, content_length INTEGER NOT NULL, reply_length INTEGER NOT NULL, selector TEXT NOT NULL);
CREATE TABLE message_row (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, written_on TEXT,
    replied_on TEXT, unit TEXT NOT NULL, status TEXT NOT NULL, PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE disclosure_guide (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), elements TEXT NOT NULL, cites_current_regulation INTEGER, selector TEXT NOT NULL);
CREATE TABLE annual_report (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), year INTEGER, unit TEXT NOT NULL, parts TEXT NOT NULL, tables INTEGER NOT NULL);
CREATE TABLE report_figure (
    page_id INTEGER NOT NULL REFERENCES page (id), number INTEGER NOT NULL, "row" TEXT NOT NULL, "column" TEXT NOT NULL, value NUMERIC,
    text TEXT NOT NULL);
CREATE TABLE gazette_issue (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, year INTEGER, issue INTEGER, published_on TEXT,
    url TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE service_guide (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), title TEXT NOT NULL, elements TEXT NOT NULL, selector TEXT NOT NULL);
CREATE TABLE organisation (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), name TEXT NOT NULL, duties INTEGER NOT NULL, address TEXT NOT NULL, phone TEXT NOT NULL,
    hours TEXT NOT NULL, head TEXT NOT NULL, selector TEXT NOT NULL);
CREATE TABLE leader (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, name TEXT NOT NULL, post TEXT NOT NULL, duties INTEGER NOT NULL,
    resume INTEGER NOT NULL, portrait INTEGER NOT NULL, url TEXT NOT NULL, PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE open_day (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), title TEXT NOT NULL, held_on TEXT, feedback INTEGER NOT NULL, selector TEXT NOT NULL);
CREATE TABLE menu_entry (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, above TEXT NOT NULL, PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE TABLE page_header (
    page_id INTEGER PRIMARY KEY REFERENCES page (id), words TEXT NOT NULL, pictures INTEGER NOT NULL, marked INTEGER NOT NULL,
    cut INTEGER NOT NULL, selector TEXT NOT NULL);
CREATE TABLE new_media_account (
    page_id INTEGER NOT NULL REFERENCES page (id), position INTEGER NOT NULL, name TEXT NOT NULL, platform TEXT NOT NULL, unit TEXT NOT NULL,
    unit_asked INTEGER NOT NULL, in_table INTEGER NOT NULL, url TEXT NOT NULL, picture TEXT NOT NULL, selector TEXT NOT NULL,
    PRIMARY KEY (page_id, position)) WITHOUT ROWID;
CREATE INDEX report_figure_page ON report_figure (page_id);
CREATE TABLE attachment_file (
    url TEXT PRIMARY KEY, format TEXT NOT NULL, size INTEGER NOT NULL, body_hash TEXT NOT NULL, title TEXT NOT NULL, pages INTEGER,
    characters INTEGER NOT NULL, fault TEXT, archive_offset INTEGER) WITHOUT ROWID;
CREATE TABLE attachment_text (url TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE relation (
    kind TEXT NOT NULL, from_page INTEGER NOT NULL REFERENCES page (id), to_page INTEGER NOT NULL REFERENCES page (id), "by" TEXT NOT NULL,
    PRIMARY KEY (kind, from_page, to_page)) WITHOUT ROWID;
-- Rows of portal/accessibility_facts.py. Snapshots of earlier versions lack these tables.
CREATE TABLE axe_page (
    url TEXT PRIMARY KEY, at TEXT NOT NULL, version TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]',
    complete INTEGER NOT NULL DEFAULT 0, passed INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE axe_result (
    url TEXT NOT NULL, rule TEXT NOT NULL, undecided INTEGER NOT NULL, impact TEXT NOT NULL DEFAULT '', help TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]', count INTEGER NOT NULL DEFAULT 0, targets TEXT NOT NULL DEFAULT '[]', html TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (rule, undecided, url)) WITHOUT ROWID;
PRAGMA user_version = 1;
