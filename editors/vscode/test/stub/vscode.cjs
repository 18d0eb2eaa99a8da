// What `require("vscode")` brings in the tests.
module.exports = require("./editor").vscode;
