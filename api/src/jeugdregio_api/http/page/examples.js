// Questions to start from. `variables` gets the first region that is served, and today.
export const examples = [
  {
    title: "Welke regio's zijn er?",
    query: `query {
  regions {
    code
    name
    organisation
    municipalities { code name }
    profileSets { code title period { first last } }
  }
}`,
    variables: () => ({}),
  },
  {
    title: "Wat koopt een regio in?",
    query: `query ($region: ID!, $on: Date!) {
  region(code: $region) {
    name
    profileSet(on: $on) {
      title
      segments { code name }
      profiles { code name segment { code } }
      intensities { code name }
      stacking { first second permission condition rule { code } }
    }
  }
}`,
    variables: ({ region, today }) => ({ region, on: today }),
  },
  {
    title: "Welke regels gelden over regie?",
    query: `query ($region: ID!, $on: Date!) {
  region(code: $region) {
    rules(on: $on, topic: REGIE) {
      code
      title
      source { document passage confidence }
    }
  }
}`,
    variables: ({ region, today }) => ({ region, on: today }),
  },
  {
    title: "Wat moet een formulier vragen?",
    query: `query ($region: ID!, $on: Date!) {
  region(code: $region) {
    questions(on: $on) {
      fact
      label
      kind
      options { code label }
      rules { code }
    }
  }
}`,
    variables: ({ region, today }) => ({ region, on: today }),
  },
  {
    title: "Mag dit worden toegewezen?",
    query: `query ($input: DecideInput!) {
  decide(input: $input) {
    verdict
    findings { verdict message rule { code source { document passage } } }
    regie { role holder explanation }
    requiredDocuments { kind author satisfied }
    rulebook { distribution version hash }
  }
}`,
    variables: ({ region, municipality, today }) => ({
      input: {
        region,
        kind: "NEW",
        client: { municipality, birthDate: "2012-03-01" },
        referral: { referrer: "HUISARTS" },
        request: { start: today, provider: "aanbieder-1", requestedBy: "PROVIDER" },
        documents: [],
      },
    }),
  },
];
