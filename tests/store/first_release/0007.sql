INSERT INTO number_series
    ("municipality", "next")
VALUES
    ('0405', 2);

INSERT INTO allocation
    ("id", "region", "municipality", "number", "client_id", "provider_id", "request_id", "current", "created_at")
VALUES
    ('58e432b2bff74483b3a1b9b0976be276', 'westfriesland', '0405', 1, '96f817f6b00f4218b08e669dd3566d47', 'c827fe23acdc485f83941714621a9f0d', '507f2f3dd2004f82abcaa8c21ad44375', 3, '2026-03-02 12:00:00.000000');

INSERT INTO allocation_version
    ("id", "allocation_id", "version", "decided_at", "start", "end", "segment", "profile", "intensity", "product", "product_category", "volume_amount", "unit", "frequency", "status", "changes_so_far", "initial", "reason")
VALUES
    ('6c6ee8172cc5413db49afe3873cfe53d', '58e432b2bff74483b3a1b9b0976be276', 1, '2026-03-02 12:00:00.000000', '2026-04-01', '2026-09-30', 'B', '1', 'PE', NULL, NULL, NULL, NULL, NULL, 'ALLOCATED', 0, TRUE, NULL),
    ('cd6048d0775b4877adbc8af4ee75b09e', '58e432b2bff74483b3a1b9b0976be276', 2, '2026-04-02 12:00:00.000000', '2026-04-01', '2026-09-30', 'B', '1', 'PE', NULL, NULL, NULL, NULL, NULL, 'STARTED', 0, TRUE, NULL),
    ('4b52884894a04528b38af3c30ae62260', '58e432b2bff74483b3a1b9b0976be276', 3, '2026-04-03 12:00:00.000000', '2026-04-01', '2026-09-30', 'B', '1', 'IN', NULL, NULL, NULL, NULL, NULL, 'STARTED', 1, TRUE, '12');

INSERT INTO delivery_event
    ("id", "allocation_id", "kind", "on_day", "reason", "recorded_at")
VALUES
    ('b590bfdef09145cd91f82e549d20280c', '58e432b2bff74483b3a1b9b0976be276', 'START', '2026-04-01', NULL, '2026-04-02 12:00:00.000000');

INSERT INTO outcome
    ("id", "region", "allocation_id", "measure", "value", "text", "measured_on", "recorded_at")
VALUES
    ('60de47da4579415abead24b110f2ff4c', 'westfriesland', '58e432b2bff74483b3a1b9b0976be276', 'UITVAL', 0, NULL, '2026-05-02', '2026-05-04 12:00:00.000000');

INSERT INTO client
    ("id", "region", "reference", "birth_date", "municipality", "family_reference", "protection_measure", "lives_in", "need_level", "family_control", "retain_until")
VALUES
    ('96f817f6b00f4218b08e669dd3566d47', 'westfriesland', 'K-001', '2014-05-01', '0405', NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO referral
    ("id", "region", "client_id", "referrer", "received_on", "segment", "profile", "intensity", "advised_intensity", "provider_id", "municipality", "status", "created_at")
VALUES
    ('e87bdf325fba4e7c8c5250a28b8296e8', 'westfriesland', '96f817f6b00f4218b08e669dd3566d47', 'HUISARTS', '2026-03-01', NULL, NULL, NULL, NULL, NULL, '0405', 'ALLOCATED', '2026-03-02 12:00:00.000000');

INSERT INTO document
    ("id", "region", "client_id", "request_id", "kind", "current", "created_at")
VALUES
    ('931e22dd6bd14d4fac8cacd7430c092c', 'westfriesland', '96f817f6b00f4218b08e669dd3566d47', NULL, 'PERSPECTIEFPLAN', 1, '2026-03-02 12:00:00.000000');

INSERT INTO document_version
    ("id", "document_id", "version", "recorded_at", "author", "approved_by", "signed_by", "dated", "includes", "uri")
VALUES
    ('072dc74bb7754ab9a8f9433d379ef46b', '931e22dd6bd14d4fac8cacd7430c092c', 1, '2026-03-02 12:00:00.000000', 'AANBIEDER', NULL, '[]', NULL, '[]', NULL);

INSERT INTO provider
    ("id", "code", "name", "agb_code", "website")
VALUES
    ('c827fe23acdc485f83941714621a9f0d', 'noord', 'Noord', NULL, NULL),
    ('00f0503a5fcc4104bfb55199d3f1f090', 'zuid', 'Zuid', NULL, NULL);

INSERT INTO contract
    ("id", "region", "provider_id", "first", "last", "lead_contractor_id")
VALUES
    ('4778fc99bb4043ca8d64ca1fdb4df1d6', 'westfriesland', 'c827fe23acdc485f83941714621a9f0d', '2018-01-01', NULL, NULL),
    ('4bffe8399b1a4c54b5cc4cb90a1eb053', 'westfriesland', '00f0503a5fcc4104bfb55199d3f1f090', '2018-01-01', NULL, NULL);

INSERT INTO contract_item
    ("id", "contract_id", "segment", "profile", "intensity")
VALUES
    ('b22c08ebcd7045599eecc93622e17cf4', '4778fc99bb4043ca8d64ca1fdb4df1d6', 'B', NULL, NULL),
    ('815c19e29e7d45328a84efb162a78a30', '4bffe8399b1a4c54b5cc4cb90a1eb053', 'B', NULL, NULL);

INSERT INTO idempotency
    ("region", "subject", "key", "body_hash", "answer", "created_at")
VALUES
    ('westfriesland', 'medewerker-1', 'sleutel-1', '270cc297888d1c37b8abbbc4ff1453f50fb8ec70981bb5831998d2343a74d3b6', '{"decision": null, "made": {"referral": {"id": "e87bdf32-5fba-4e7c-8c52-50a28b8296e8", "status": "RECEIVED"}}, "problems": []}', '2026-03-02 12:00:00.000000');

INSERT INTO audit_line
    ("region", "sequence", "at", "actor", "role", "action", "object_type", "object_id", "client_reference", "operation", "outcome", "previous_hash", "hash")
VALUES
    ('westfriesland', 1, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'client', '96f817f6-b00f-4218-b08e-669dd3566d47', 'K-001', 'createReferral', 'ok', '0000000000000000000000000000000000000000000000000000000000000000', 'e1f1217b9f3579b78ce1218825ea3f976bfe32cd7b659ef3b359f181c306a3a5'),
    ('westfriesland', 2, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'referral', 'e87bdf32-5fba-4e7c-8c52-50a28b8296e8', 'K-001', 'createReferral', 'ok', 'e1f1217b9f3579b78ce1218825ea3f976bfe32cd7b659ef3b359f181c306a3a5', 'f589d7cea26742f6f3e2a423b7a45785ab7647ecfb9a46cb2ff58312cfb4811d'),
    ('westfriesland', 3, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'document', '931e22dd-6bd1-4d4f-ac8c-acd7430c092c', 'K-001', 'recordDocument', 'ok', 'f589d7cea26742f6f3e2a423b7a45785ab7647ecfb9a46cb2ff58312cfb4811d', '66df50cc91520ef09c0b311ec4af83e04a8f71e134d9d1f2838f4f2d0ec21ea5'),
    ('westfriesland', 4, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'UPDATE', 'referral', 'e87bdf32-5fba-4e7c-8c52-50a28b8296e8', 'K-001', 'requestAllocation', 'ok', '66df50cc91520ef09c0b311ec4af83e04a8f71e134d9d1f2838f4f2d0ec21ea5', '6bbfb4767615cc455427aecf6f2b233ad3b9075131305878e0a739bf669bc2f9'),
    ('westfriesland', 5, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'READ', 'client', '96f817f6-b00f-4218-b08e-669dd3566d47', 'K-001', 'requestAllocation', 'ok', '6bbfb4767615cc455427aecf6f2b233ad3b9075131305878e0a739bf669bc2f9', '826bcbfd709c68d2b187990175bee7fc9db03492a3dbbd8b4ccbf2566c92d17a'),
    ('westfriesland', 6, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'request', '507f2f3d-d200-4f82-abca-a8c21ad44375', 'K-001', 'requestAllocation', 'ok', '826bcbfd709c68d2b187990175bee7fc9db03492a3dbbd8b4ccbf2566c92d17a', 'd860cc9153dd74afea45115a756ffa192cc7b646f7260bc97700302343dd3129'),
    ('westfriesland', 7, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'decision', 'd08d0240-4fd1-4474-8d27-9d5b53980ee4', 'K-001', 'requestAllocation', 'ok', 'd860cc9153dd74afea45115a756ffa192cc7b646f7260bc97700302343dd3129', '8825dd6f720aa9160eeb210425a26168fa6792562caeb0be2ed5afbc35a25c6c'),
    ('westfriesland', 8, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'READ', 'client', '96f817f6-b00f-4218-b08e-669dd3566d47', 'K-001', 'answerRequest', 'ok', '8825dd6f720aa9160eeb210425a26168fa6792562caeb0be2ed5afbc35a25c6c', '5a84d4c149204986ad05a686029d4fa513306b19d54ba838576b5630e4f0d417'),
    ('westfriesland', 9, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'decision', '7cf7d3bd-05d3-483c-be7c-83517596a5ee', 'K-001', 'answerRequest', 'ok', '5a84d4c149204986ad05a686029d4fa513306b19d54ba838576b5630e4f0d417', '7b548558f63e121b6508d4d00d61792a08f60889f00d77da1bd283e6986c664b'),
    ('westfriesland', 10, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'allocation', '58e432b2-bff7-4483-b3a1-b9b0976be276', 'K-001', 'answerRequest', 'ok', '7b548558f63e121b6508d4d00d61792a08f60889f00d77da1bd283e6986c664b', '2f37e8a84dddb40a3f5f536e2f084dde54944295518df7515ade289b2cb589e3'),
    ('westfriesland', 11, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'UPDATE', 'request', '507f2f3d-d200-4f82-abca-a8c21ad44375', 'K-001', 'answerRequest', 'ok', '2f37e8a84dddb40a3f5f536e2f084dde54944295518df7515ade289b2cb589e3', 'd5c005ba1f274ee5af3cc9be493efe53a69bf9789f732ba866500ae628afa856'),
    ('westfriesland', 12, '2026-03-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'UPDATE', 'referral', 'e87bdf32-5fba-4e7c-8c52-50a28b8296e8', 'K-001', 'answerRequest', 'ok', 'd5c005ba1f274ee5af3cc9be493efe53a69bf9789f732ba866500ae628afa856', 'c534c4a4047e3da06975a24c98361dee2c859ac3b041ee513f8347da0584f888'),
    ('westfriesland', 13, '2026-04-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'delivery', 'b590bfde-f091-45cd-91f8-2e549d20280c', 'K-001', 'recordDelivery', 'ok', 'c534c4a4047e3da06975a24c98361dee2c859ac3b041ee513f8347da0584f888', '0e793f16950e1a721acb5528e1b509398e222a43bfa2e11d7541c4e4c2a2ff8a'),
    ('westfriesland', 14, '2026-04-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'UPDATE', 'allocation', '58e432b2-bff7-4483-b3a1-b9b0976be276', 'K-001', 'recordDelivery', 'ok', '0e793f16950e1a721acb5528e1b509398e222a43bfa2e11d7541c4e4c2a2ff8a', '894e379fcc6ce63ff4f9eff50b194eca0205ec7e5178a327dfa254ee2dd236d9'),
    ('westfriesland', 15, '2026-04-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'READ', 'client', '96f817f6-b00f-4218-b08e-669dd3566d47', 'K-001', 'requestChange', 'ok', '894e379fcc6ce63ff4f9eff50b194eca0205ec7e5178a327dfa254ee2dd236d9', '911c9b9d0b9dd43d49f4baecee92e90442c641d6d6da6e94cea44e427b0029a9'),
    ('westfriesland', 16, '2026-04-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'request', '6d21d71a-4e98-44e5-ae11-353a8a012a42', 'K-001', 'requestChange', 'ok', '911c9b9d0b9dd43d49f4baecee92e90442c641d6d6da6e94cea44e427b0029a9', '3230d386a0cbe5cce99c44e59277fc32f6b45f77847706d54f55014f9a41a70a'),
    ('westfriesland', 17, '2026-04-02 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'decision', '5b774096-8a42-468f-9599-a977306a2664', 'K-001', 'requestChange', 'ok', '3230d386a0cbe5cce99c44e59277fc32f6b45f77847706d54f55014f9a41a70a', '69969fadce8cdd1f2fce3f30026ee3c7e5d0c27e9d8f6375a6e2ad32d0fe4d53'),
    ('westfriesland', 18, '2026-04-03 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'READ', 'client', '96f817f6-b00f-4218-b08e-669dd3566d47', 'K-001', 'answerRequest', 'ok', '69969fadce8cdd1f2fce3f30026ee3c7e5d0c27e9d8f6375a6e2ad32d0fe4d53', '851096af9fdfa62ad291b27fdcaebe6698487053c3bd865308eca7b00b114be1'),
    ('westfriesland', 19, '2026-04-03 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'decision', '6565eda7-01ea-428b-a6a5-7ec536aaa72a', 'K-001', 'answerRequest', 'ok', '851096af9fdfa62ad291b27fdcaebe6698487053c3bd865308eca7b00b114be1', '0e0b3e68c7779cf43fdd7eb770f080088a0e7e0b1802f35fbeaf545f00527948'),
    ('westfriesland', 20, '2026-04-03 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'UPDATE', 'allocation', '58e432b2-bff7-4483-b3a1-b9b0976be276', 'K-001', 'answerRequest', 'ok', '0e0b3e68c7779cf43fdd7eb770f080088a0e7e0b1802f35fbeaf545f00527948', 'f11baa97eb44b1c4fd05606e4691cdf7449b18fe1178fc55e7b7fad7b66022f0'),
    ('westfriesland', 21, '2026-04-03 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'UPDATE', 'request', '6d21d71a-4e98-44e5-ae11-353a8a012a42', 'K-001', 'answerRequest', 'ok', 'f11baa97eb44b1c4fd05606e4691cdf7449b18fe1178fc55e7b7fad7b66022f0', '2b20ec26c3a17b2cffaab3f02c0622eba0aaad6a02e1376f804ae3bd3f78ed23'),
    ('westfriesland', 22, '2026-05-04 12:00:00.000000', 'medewerker-1', 'MUNICIPALITY', 'CREATE', 'outcome', '60de47da-4579-415a-bead-24b110f2ff4c', 'K-001', 'recordOutcome', 'ok', '2b20ec26c3a17b2cffaab3f02c0622eba0aaad6a02e1376f804ae3bd3f78ed23', '485fdf8cd5bafb6f20c18d3c39f122f2d0a498b45e2b37fe2f3a1cc02fd6b1a7');

INSERT INTO request
    ("id", "region", "referral_id", "client_id", "provider_id", "kind", "allocation_id", "facts", "status", "submitted_at", "requested_by")
VALUES
    ('507f2f3dd2004f82abcaa8c21ad44375', 'westfriesland', 'e87bdf325fba4e7c8c5250a28b8296e8', '96f817f6b00f4218b08e669dd3566d47', 'c827fe23acdc485f83941714621a9f0d', 'NEW', NULL, '{"provider": "noord", "segment": "B", "profile": "1", "intensity": "PE", "start": "2026-04-01", "end": "2026-09-30"}', 'ALLOCATED', '2026-03-02 12:00:00.000000', 'medewerker-1'),
    ('6d21d71a4e9844e5ae11353a8a012a42', 'westfriesland', NULL, '96f817f6b00f4218b08e669dd3566d47', 'c827fe23acdc485f83941714621a9f0d', 'CHANGE', '58e432b2bff74483b3a1b9b0976be276', '{"provider": "noord", "segment": "B", "profile": "1", "intensity": "IN", "start": "2026-05-01", "end": "2026-09-30", "requestedBy": "PROVIDER"}', 'ALLOCATED', '2026-04-02 12:00:00.000000', 'medewerker-1');

INSERT INTO request_step
    ("request_id", "step", "status", "at", "actor", "reason", "remark")
VALUES
    ('507f2f3dd2004f82abcaa8c21ad44375', 1, 'SUBMITTED', '2026-03-02 12:00:00.000000', 'medewerker-1', NULL, NULL),
    ('507f2f3dd2004f82abcaa8c21ad44375', 2, 'ALLOCATED', '2026-03-02 12:00:00.000000', 'medewerker-1', NULL, NULL),
    ('6d21d71a4e9844e5ae11353a8a012a42', 1, 'SUBMITTED', '2026-04-02 12:00:00.000000', 'medewerker-1', NULL, NULL),
    ('6d21d71a4e9844e5ae11353a8a012a42', 2, 'ALLOCATED', '2026-04-03 12:00:00.000000', 'medewerker-1', NULL, NULL);

INSERT INTO decision
    ("id", "request_id", "moment", "verdict", "given", "findings", "regie", "documents", "distribution", "version", "hash", "decided_at", "overruled_by", "overruled_at", "overruled_reason")
VALUES
    ('d08d02404fd144748d279d5b53980ee4', '507f2f3dd2004f82abcaa8c21ad44375', 'REQUEST', 'ALLOWED', '{"decisionDate": "2026-03-02", "kind": "NEW", "client": {"municipality": "0405", "birthDate": "2014-05-01"}, "referral": {"referrer": "HUISARTS", "date": "2026-03-01"}, "request": {"provider": "noord", "segment": "B", "profile": "1", "intensity": "PE", "start": "2026-04-01", "end": "2026-09-30"}, "running": [], "providers": [{"code": "noord", "segments": ["B"], "arrangements": [{"profile": "1"}, {"profile": "2"}, {"profile": "3"}, {"profile": "4"}, {"profile": "5"}, {"profile": "6"}, {"profile": "7"}, {"profile": "8"}], "subcontractors": [], "agreements": []}], "documents": [{"kind": "PERSPECTIEFPLAN", "author": "AANBIEDER", "signedBy": [], "includes": []}], "norms": {"grounds": []}, "region": "westfriesland"}', '[{"rule": {"code": "core-01", "title": "Op de startdatum geldt een profielenset van de regio.", "topic": "PERIOD", "source": "Afspraken van het raamwerk jeugdregio, Geen terugval op een oudere profielenset"}, "verdict": "PASSED", "message": "Op de startdatum geldt een profielenset van de regio.", "missing": null, "error": null}, {"rule": {"code": "core-02", "title": "De startdatum is bekend: die bepaalt welke regels gelden.", "topic": "PERIOD", "source": "Afspraken van het raamwerk jeugdregio, Startdatum bepaalt de regels"}, "verdict": "PASSED", "message": "De startdatum is bekend: die bepaalt welke regels gelden.", "missing": null, "error": null}]', '[{"role": "REGIE", "holder": null, "explanation": "De lokale toegang voert hier geen regie. Wie dat wel doet, zegt de bron niet.", "rule": "westfriesland-20"}]', '[]', 'jeugdregio-westfriesland', '0.1.0', 'c09f2c981f12e63c', '2026-03-02 12:00:00.000000', NULL, NULL, NULL),
    ('7cf7d3bd05d3483cbe7c83517596a5ee', '507f2f3dd2004f82abcaa8c21ad44375', 'ANSWER', 'ALLOWED', '{"decisionDate": "2026-03-02", "kind": "NEW", "client": {"municipality": "0405", "birthDate": "2014-05-01"}, "referral": {"referrer": "HUISARTS", "date": "2026-03-01"}, "request": {"provider": "noord", "segment": "B", "profile": "1", "intensity": "PE", "start": "2026-04-01", "end": "2026-09-30"}, "running": [], "providers": [{"code": "noord", "segments": ["B"], "arrangements": [{"profile": "1"}, {"profile": "2"}, {"profile": "3"}, {"profile": "4"}, {"profile": "5"}, {"profile": "6"}, {"profile": "7"}, {"profile": "8"}], "subcontractors": [], "agreements": []}], "documents": [{"kind": "PERSPECTIEFPLAN", "author": "AANBIEDER", "signedBy": [], "includes": []}], "norms": {"grounds": []}, "region": "westfriesland"}', '[{"rule": {"code": "core-01", "title": "Op de startdatum geldt een profielenset van de regio.", "topic": "PERIOD", "source": "Afspraken van het raamwerk jeugdregio, Geen terugval op een oudere profielenset"}, "verdict": "PASSED", "message": "Op de startdatum geldt een profielenset van de regio.", "missing": null, "error": null}, {"rule": {"code": "core-02", "title": "De startdatum is bekend: die bepaalt welke regels gelden.", "topic": "PERIOD", "source": "Afspraken van het raamwerk jeugdregio, Startdatum bepaalt de regels"}, "verdict": "PASSED", "message": "De startdatum is bekend: die bepaalt welke regels gelden.", "missing": null, "error": null}]', '[{"role": "REGIE", "holder": null, "explanation": "De lokale toegang voert hier geen regie. Wie dat wel doet, zegt de bron niet.", "rule": "westfriesland-20"}]', '[]', 'jeugdregio-westfriesland', '0.1.0', 'c09f2c981f12e63c', '2026-03-02 12:00:00.000000', NULL, NULL, NULL),
    ('5b7740968a42468f9599a977306a2664', '6d21d71a4e9844e5ae11353a8a012a42', 'REQUEST', 'ALLOWED', '{"decisionDate": "2026-04-02", "kind": "CHANGE", "client": {"municipality": "0405", "birthDate": "2014-05-01"}, "referral": {"referrer": "HUISARTS", "date": "2026-03-01"}, "request": {"provider": "noord", "segment": "B", "profile": "1", "intensity": "IN", "start": "2026-05-01", "end": "2026-09-30", "requestedBy": "PROVIDER"}, "changeOf": {"provider": "noord", "segment": "B", "profile": "1", "intensity": "PE", "start": "2026-04-01", "end": "2026-09-30", "initial": true, "changesSoFar": 0}, "running": [], "providers": [{"code": "noord", "segments": ["B"], "arrangements": [{"profile": "1"}, {"profile": "2"}, {"profile": "3"}, {"profile": "4"}, {"profile": "5"}, {"profile": "6"}, {"profile": "7"}, {"profile": "8"}], "subcontractors": [], "agreements": []}], "documents": [{"kind": "PERSPECTIEFPLAN", "author": "AANBIEDER", "signedBy": [], "includes": []}], "norms": {"grounds": []}, "region": "westfriesland"}', '[{"rule": {"code": "core-01", "title": "Op de startdatum geldt een profielenset van de regio.", "topic": "PERIOD", "source": "Afspraken van het raamwerk jeugdregio, Geen terugval op een oudere profielenset"}, "verdict": "PASSED", "message": "Op de startdatum geldt een profielenset van de regio.", "missing": null, "error": null}, {"rule": {"code": "core-02", "title": "De startdatum is bekend: die bepaalt welke regels gelden.", "topic": "PERIOD", "source": "Afspraken van het raamwerk jeugdregio, Startdatum bepaalt de regels"}, "verdict": "PASSED", "message": "De startdatum is bekend: die bepaalt welke regels gelden.", "missing": null, "error": null}]', '[{"role": "REGIE", "holder": null, "explanation": "De lokale toegang voert hier geen regie. Wie dat wel doet, zegt de bron niet.", "rule": "westfriesland-20"}]', '[]', 'jeugdregio-westfriesland', '0.1.0', 'c09f2c981f12e63c', '2026-04-02 12:00:00.000000', NULL, NULL, NULL),
    ('6565eda701ea428ba6a57ec536aaa72a', '6d21d71a4e9844e5ae11353a8a012a42', 'ANSWER', 'ALLOWED', '{"decisionDate": "2026-04-03", "kind": "CHANGE", "client": {"municipality": "0405", "birthDate": "2014-05-01"}, "referral": {"referrer": "HUISARTS", "date": "2026-03-01"}, "request": {"provider": "noord", "segment": "B", "profile": "1", "intensity": "IN", "start": "2026-05-01", "end": "2026-09-30", "requestedBy": "PROVIDER"}, "changeOf": {"provider": "noord", "segment": "B", "profile": "1", "intensity": "PE", "start": "2026-04-01", "end": "2026-09-30", "initial": true, "changesSoFar": 0}, "running": [], "providers": [{"code": "noord", "segments": ["B"], "arrangements": [{"profile": "1"}, {"profile": "2"}, {"profile": "3"}, {"profile": "4"}, {"profile": "5"}, {"profile": "6"}, {"profile": "7"}, {"profile": "8"}], "subcontractors": [], "agreements": []}], "documents": [{"kind": "PERSPECTIEFPLAN", "author": "AANBIEDER", "signedBy": [], "includes": []}], "norms": {"grounds": []}, "region": "westfriesland"}', '[{"rule": {"code": "core-01", "title": "Op de startdatum geldt een profielenset van de regio.", "topic": "PERIOD", "source": "Afspraken van het raamwerk jeugdregio, Geen terugval op een oudere profielenset"}, "verdict": "PASSED", "message": "Op de startdatum geldt een profielenset van de regio.", "missing": null, "error": null}, {"rule": {"code": "core-02", "title": "De startdatum is bekend: die bepaalt welke regels gelden.", "topic": "PERIOD", "source": "Afspraken van het raamwerk jeugdregio, Startdatum bepaalt de regels"}, "verdict": "PASSED", "message": "De startdatum is bekend: die bepaalt welke regels gelden.", "missing": null, "error": null}]', '[{"role": "REGIE", "holder": null, "explanation": "De lokale toegang voert hier geen regie. Wie dat wel doet, zegt de bron niet.", "rule": "westfriesland-20"}]', '[]', 'jeugdregio-westfriesland', '0.1.0', 'c09f2c981f12e63c', '2026-04-03 12:00:00.000000', NULL, NULL, NULL);
