// SPDX-License-Identifier: MIT
// The API reference: Swagger UI, which the script before this one brought, over this server's own contract.
const { SwaggerUIBundle } = window;

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

// The contract's introduction is long: it is there for who wants it, and the operations stand under the title.
const foldedIntroduction = () => ({ wrapComponents: { Markdown: (Original, { React, specSelectors }) => (props) => {
  const text = React.createElement(Original, props);
  if (props.source !== specSelectors.info().get('description')) return text;
  return React.createElement('details', { className: 'introduction' }, React.createElement('summary', null, 'How to ask: bodies, filters, pages, languages, errors, caching'), text);
} } });

// The examples that the contract has for a parameter are shown beside it, not sent.
const namedExamples = () => ({ wrapComponents: { JsonSchemaForm: (Original, { React }) => (props) => {
  const example = props.schema?.get?.('examples')?.last?.();
  const told = example === undefined || props.value ? {} : { description: `for example ${example}` };
  return React.createElement(Original, { ...props, ...told });
} } });

SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('reference'),
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [foldedIntroduction, namedExamples],
  layout: 'BaseLayout',
  // Nothing but this server is asked, and no link can make the page show another's contract.
  validatorUrl: null,
  queryConfigEnabled: false,
  persistAuthorization: false,
  supportedSubmitMethods: ['get', 'head', 'options'],
  tryItOutEnabled: true,
  deepLinking: true,
  filter: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
});
