// SPDX-License-Identifier: MIT
// The API reference: Swagger UI, which the script before this one brought, over this server's own contract.
const { SwaggerUIBundle } = window;

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('reference'),
  presets: [SwaggerUIBundle.presets.apis],
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
