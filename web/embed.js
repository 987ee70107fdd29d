// SPDX-License-Identifier: MIT
// <factd-fact>: one fact in another site's page.
class FactdFact extends HTMLElement {}

if (!customElements.get('factd-fact')) customElements.define('factd-fact', FactdFact);
