// SPDX-License-Identifier: MIT
// The types of the contract under names of their own. `FactEvent` is not `Event`, which browsers have another of.
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type Article = Schemas['Article'];
export type Participant = Schemas['Participant'];
export type Topic = Schemas['Topic'];

/** A fact of any kind; `switch (fact.kind)` tells which. */
export type Fact = Schemas['Fact'];
export type Agreement = Schemas['Agreement'];
export type Figure = Schemas['Figure'];
/** A fact of the kind `event`. */
export type FactEvent = Schemas['Event'];
export type Statement = Schemas['Statement'];
export type Affiliation = Schemas['Affiliation'];
/** A whole fact in place of its id, as `include` gives it. */
export type IncludedFact = Schemas['IncludedFact'];

export type FactParticipant = Schemas['ParticipantEntry'];
export type Quote = Schemas['Quote'];
export type Evidence = Schemas['EvidenceRow'];
export type SearchHit = Schemas['Hit'];
export type Snippet = Schemas['Snippet'];
export type Facet = Schemas['Facet'];
export type FactCounts = Schemas['FactCounts'];
export type Collection = Schemas['Collection'];
export type FactsDocument = Schemas['Document'];

export type Language = Schemas['Language'];
export type LanguageMap = Schemas['LanguageMap'];
export type Localized = Schemas['Localized'];

export type FactKind = Schemas['FactKind'];
export type ParticipantKind = Schemas['ParticipantKind'];
export type Role = Schemas['Role'];
export type AgreementType = Schemas['AgreementType'];
export type AgreementStatus = Schemas['AgreementStatus'];
export type Comparator = Schemas['Comparator'];
export type EventType = Schemas['EventType'];
export type StatementMode = Schemas['StatementMode'];

export type Problem = Schemas['Problem'];
export type ParameterError = Schemas['ParameterError'];
