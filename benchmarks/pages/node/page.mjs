// From rows to the page: the same data as the GraphQL operation gives.
export function readCursor(cursor) {
  if (!cursor) return null;
  const [, , , at, identity] = JSON.parse(Buffer.from(cursor, "base64url").toString());
  return [at, identity];
}

export function page(known, region, first, rows) {
  const allocations = grouped(rows.allocations, (row) => allocation(known, row));
  const contracts = grouped(rows.contracts, (row) => row);
  const decisions = new Map(rows.decisions.map((row) => [row[0], decision(row)]));
  const edges = rows.referrals
    .slice(0, first)
    .map((row) => edge(known, region, row, allocations, decisions, contracts));
  return {
    totalCount: rows.total,
    pageInfo: {
      hasNextPage: rows.referrals.length > first,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    edges,
  };
}

function edge(known, region, row, allocations, decisions, contracts) {
  const [id, at, status, day, referrer, segment, profile, how, place] = row;
  const [reference, lives, provider, name, agbCode] = row.slice(9);
  const told = [1, "referrals", region, moment(at), id];
  return {
    cursor: Buffer.from(JSON.stringify(told)).toString("base64url"),
    node: {
      id,
      status,
      receivedOn: day,
      referrer,
      client: { reference, municipality: known.municipality(lives, day) },
      segment: known.segment(day, place, segment),
      arrangement: known.arrangement(day, place, segment, profile, how),
      provider: provider && {
        name,
        agbCode,
        contracts: shownContracts(known, day, place, contracts.get(provider) ?? []),
      },
      allocations: allocations.get(id) ?? [],
      decision: decisions.get(id) ?? null,
    },
  };
}

function shownContracts(known, day, place, rows) {
  let before = null;
  const shown = [];
  for (const [, first, last, lead, code] of rows) {
    const here = `${first}|${last}|${lead}|${code}`;
    if (here === before) continue;
    before = here;
    const ended = last !== null && last < day ? last : day;
    const nearest = ended < first ? first : ended;
    const found = known.segment(nearest, nearest === day ? place : null, code);
    shown.push({ segment: found && { code }, period: { first, last } });
  }
  return shown;
}

function allocation(known, row) {
  const [, number, start, end, status, segment, profile, how, place, name] = row;
  const arrangement = known.arrangement(start, place, segment, profile, how);
  return { number, start, end, status, arrangement, provider: { name } };
}

function decision([, verdict, findings]) {
  return { verdict, findings };
}

// As Python writes a moment: six digits, or none at all.
function moment(text) {
  const [day, rest] = text.replace("+00", "").split(" ");
  const [time, part = ""] = rest.split(".");
  return `${day}T${time}${part && `.${part.padEnd(6, "0")}`}+00:00`;
}

function grouped(rows, shown) {
  const found = new Map();
  for (const row of rows) {
    const held = found.get(row[0]);
    if (held) held.push(shown(row));
    else found.set(row[0], [shown(row)]);
  }
  return found;
}
