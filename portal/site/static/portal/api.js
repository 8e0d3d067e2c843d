// Starts the page that shows the description of the API.
const place = document.getElementById("swagger");
window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: false,
  validatorUrl: null,
  defaultModelsExpandDepth: -1,
});
