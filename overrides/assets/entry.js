/* Copies the citation, the number and the address of an entry.

   The texts stand on the page, so that nothing is lost without this script. Where the browser does not let a page
   write to the clipboard, as some do for pages opened from a folder, the text is selected instead. */

'use strict';

(function () {
  const said = document.querySelector('.cite .copied');

  function tell(text) {
    said.textContent = '';
    window.setTimeout(function () { said.textContent = text; }, 50); // the same words again are a change too
  }

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copyOldWay(element, done) {
    select(element);
    let copied = false;
    try {
      copied = document.execCommand('copy');
    } catch (error) {
      copied = false;
    }
    if (copied) {
      window.getSelection().removeAllRanges();
    }
    tell(copied ? done : '浏览器不让本页复制。文字已经选中，请按 Ctrl+C 复制。');
  }

  function copy(element) {
    const done = '已经复制。';
    if (!navigator.clipboard) {
      copyOldWay(element, done);
      return;
    }
    navigator.clipboard.writeText(element.textContent.trim()).then(
      function () { tell(done); },
      function () { copyOldWay(element, done); }
    );
  }

  document.querySelectorAll('.cite .copy').forEach(function (button) {
    const element = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener('click', function () { copy(element); });
  });
})();
