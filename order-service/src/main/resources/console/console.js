'use strict'

// A sign-in link carries its token behind the #, which browsers send to nobody. It is taken out of the address bar, and out
// of the history, before it is used.
function signInFromLink() {
  const form = document.querySelector('form[data-token-from-link]')
  if (!form || location.hash.length < 2) {
    return
  }
  form.elements.token.value = decodeURIComponent(location.hash.slice(1))
  history.replaceState(null, '', location.pathname + location.search)
  form.submit()
}

// What comes in by itself must not take the keyboard away: a part with the focus in it waits, unless that can be given back.
document.addEventListener('htmx:sseBeforeMessage', event => {
  const typing = document.activeElement
  if (typing && !typing.id && event.target.contains(typing)) {
    event.preventDefault()
  }
})

// A problem that was shown is about what was done before.
document.addEventListener('htmx:beforeRequest', () => {
  const problem = document.getElementById('problem')
  if (problem) {
    problem.replaceChildren()
  }
})

signInFromLink()
