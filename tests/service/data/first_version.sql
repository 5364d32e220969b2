-- What an office could hold under the first schema (0001): a row or more of everything that people say and audits find.
INSERT INTO office (id, name, contact, address, off_peak, keep_months, keep_at_least, crawl)
  VALUES (1, '某市政务公开办公室', 'web@example.gov.cn', 'https://gk.example.gov.cn', '22:00-06:00', 6, 3, '{"rate": 2.0}');
INSERT INTO unit (id, name) VALUES ('10000000-0000-4000-8000-000000000001', '市审计局');
INSERT INTO "user" (id, login, name, email, role, unit_id, password_hash, must_change, blocked, epoch, digest) VALUES
  ('20000000-0000-4000-8000-000000000001', 'admin', '管理员', '', 'administrator', NULL, '$argon2id$x', false, false, 3, true),
  ('20000000-0000-4000-8000-000000000002', 'shenji', '', 'a@example.cn', 'unit', '10000000-0000-4000-8000-000000000001', NULL, false, false, 0, true);
INSERT INTO api_token (id, user_id, name, digest) VALUES
  ('21000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000001', '统计', 'abc');
INSERT INTO site (id, url, host, folder, name, code, level, kind, unit_id, region, tags, aliases, rulesets, crawl, note) VALUES
  ('30000000-0000-4000-8000-000000000001', 'http://sj.example.gov.cn/', 'sj.example.gov.cn', 'sj.example.gov.cn', '市审计局网站', '3701000001',
   'department', 'department', '10000000-0000-4000-8000-000000000001', '370100', '{部门}', '{}', '{}', '{}', '');
INSERT INTO ruleset_file (id, ruleset, version, title, yaml, in_force, note) VALUES
  ('31000000-0000-4000-8000-000000000001', 'local-2026', '1', '本市要点', 'id: local-2026', true, '');
INSERT INTO schedule (id, name, purpose, cron, tags, rulesets, enabled) VALUES
  ('32000000-0000-4000-8000-000000000001', '每月检查', 'audit', '0 22 1 * *', '{}', '{}', true);
INSERT INTO run (id, name, purpose, as_of, rulesets, crawl, priority, at_once, schedule_id, finished_at) VALUES
  ('40000000-0000-4000-8000-000000000001', '20260301-2200', 'audit', '2026-03-01', '{}', '{}', 0, false, '32000000-0000-4000-8000-000000000001', '2026-03-02T00:00:00+08:00');
INSERT INTO audit (id, run_id, site_id, state, attempt, worker, progress, error, exit, as_of, store_key, has_snapshot, summary, finished_at) VALUES
  ('50000000-0000-4000-8000-000000000001', '40000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000001', 'done', 1, 'w', '{}', '', 1,
   '2026-03-01', 'runs/x', true, '{}', '2026-03-02T00:00:00+08:00');
INSERT INTO audit_event (audit_id, kind, detail) VALUES ('50000000-0000-4000-8000-000000000001', 'started', '');
INSERT INTO ruleset_score (audit_id, ruleset, version, title, value, grade, vetoed) VALUES
  ('50000000-0000-4000-8000-000000000001', 'local-2026', '1', '本市要点', 81.5, '良好', false);
INSERT INTO requirement_result (audit_id, requirement, title, outcome, waived, findings, units, reason) VALUES
  ('50000000-0000-4000-8000-000000000001', 'local-2026/1', '公开目录', 'fail', false, 2, '{}', '');
INSERT INTO problem (id, site_id, finding, "check", requirements, message, remedy, severity, url, target, state, lead, waived, since, last_seen, audit_id) VALUES
  ('60000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000001', 'f1', 'links.broken', '{local-2026/1}', '链接打不开', '', 'major', '', '',
   'new', false, false, '2026-03-01', '2026-03-01', '50000000-0000-4000-8000-000000000001');
INSERT INTO followup (id, site_id, requirement, finding, state, text, by, note) OVERRIDING SYSTEM VALUE VALUES
  (7, '30000000-0000-4000-8000-000000000001', 'local-2026/1', '', 'replied', '已改好', '市审计局', '');
SELECT setval(pg_get_serial_sequence('followup', 'id'), 7);
INSERT INTO proof_file (id, followup_id, name, media_type, size, sha256, store_key) VALUES
  ('70000000-0000-4000-8000-000000000001', 7, '截图.png', 'image/png', 12, 'aa', 'proofs/x');
INSERT INTO waiver (id, site_id, requirement, "check", url, finding, reason, by, until) VALUES
  ('71000000-0000-4000-8000-000000000001', NULL, '', 'links.broken', 'http://x/*', '', '改版中', '办公室', '2026-12-31');
INSERT INTO attestation (id, site_id, requirement, verdict, by, "on", what, link, until) VALUES
  ('72000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000001', 'local-2026/2', 'pass', '办公室', '2026-03-03', '已看会议记录', '', '2026-12-31');
INSERT INTO probe (site_id, url, at, state, elapsed_ms, limit_ms, final_url, peer, proxied, detail) VALUES
  ('30000000-0000-4000-8000-000000000001', 'http://sj.example.gov.cn/', '2026-03-01T00:00:00+08:00', 'opened', 120, 15000, '', '', false, '');
INSERT INTO outgoing_mail (id, about, recipient, subject, plain, html, tries, error) VALUES
  ('73000000-0000-4000-8000-000000000001', 'digest:1', 'a@example.cn', '变化', '正文', '', 0, '');
INSERT INTO journal (who, address, action, what, detail) VALUES ('admin', '127.0.0.1', 'login', '', '{}');
