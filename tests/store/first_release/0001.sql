INSERT INTO provider
    ("id", "code", "name", "agb_code", "website")
VALUES
    ('00000000000000000000000000000001', 'noord', 'Zorg Noord', '01234567', NULL),
    ('00000000000000000000000000000002', 'zuid', 'Zorg Zuid', NULL, NULL);

INSERT INTO agreement
    ("id", "region", "provider_id", "code", "first", "last")
VALUES
    ('00000000000000000000000000000003', 'westfriesland', '00000000000000000000000000000001', 'vergunning', '2025-07-01', NULL);

INSERT INTO contract
    ("id", "region", "provider_id", "first", "last", "lead_contractor_id")
VALUES
    ('00000000000000000000000000000004', 'westfriesland', '00000000000000000000000000000001', '2025-07-01', NULL, NULL),
    ('00000000000000000000000000000005', 'westfriesland', '00000000000000000000000000000002', '2025-07-01', '2025-12-31', '00000000000000000000000000000001');

INSERT INTO contract_item
    ("id", "contract_id", "segment", "profile", "intensity")
VALUES
    ('00000000000000000000000000000006', '00000000000000000000000000000004', 'B', '1', NULL),
    ('00000000000000000000000000000007', '00000000000000000000000000000005', 'B', NULL, NULL);

INSERT INTO provider_tariff
    ("id", "region", "provider_id", "arrangement", "amount_cents", "per", "first", "last", "source")
VALUES
    ('00000000000000000000000000000008', 'westfriesland', '00000000000000000000000000000001', '501PE', 123456, 'MAAND', '2025-07-01', NULL, 'Contract 2025');

INSERT INTO availability
    ("id", "region", "provider_id", "segment", "profile", "waiting_days", "as_of")
VALUES
    ('00000000000000000000000000000009', 'westfriesland', '00000000000000000000000000000001', 'B', NULL, 21, '2026-02-01');
