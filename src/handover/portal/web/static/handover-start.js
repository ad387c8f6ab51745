// Before anything is drawn: tells the style sheet that scripts run, so that pages do not jump.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
