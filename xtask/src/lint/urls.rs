//! The URLs of a spec: where the provider is, where its page is, where to ask for a token.

use super::{Node, Report};

/// Checks every URL of the document.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let mut seen = Vec::new();
    for url in document.items_of("servers").filter_map(|s| s.get("url")) {
        let Some(text) = url.value.as_str() else {
            continue;
        };
        if let Err(message) = absolute(text) {
            report.add(&url.at, message);
        } else if text.ends_with('/') {
            report.add(
                &url.at,
                "a slash at the end, and paths begin with one; remove it",
            );
        } else if text.contains(['?', '#']) {
            report.add(
                &url.at,
                "a base URL ends with its path; remove what follows",
            );
        }
        if seen.contains(&text) {
            report.add(&url.at, "this server is here twice; keep one");
        }
        seen.push(text);
    }
    if let Some(url) = document.get("externalDocs").and_then(|d| d.get("url"))
        && let Some(Err(message)) = url.value.as_str().map(absolute)
    {
        report.add(&url.at, message);
    }
    for (_, scheme) in document
        .get("components")
        .into_iter()
        .flat_map(|c| c.members_of("securitySchemes"))
    {
        let flow = scheme
            .get("flows")
            .and_then(|f| f.get("clientCredentials"))
            .and_then(|f| f.get("tokenUrl"));
        let login = scheme.get("x-login").and_then(|l| l.get("url"));
        for url in flow.into_iter().chain(login) {
            if url
                .value
                .as_str()
                .is_some_and(|text| !is_path(text) && absolute(text).is_err())
            {
                report.add(
                    &url.at,
                    "neither a URL with https:// nor a path below the base URL; write one of them",
                );
            }
        }
    }
}

/// Whether a text is an absolute http(s) URL with nothing secret or variable in it; else what to do.
fn absolute(text: &str) -> Result<(), &'static str> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .ok_or("no absolute URL; begin it with https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() {
        Err("a URL without a host; write one")
    } else if host.contains('@') {
        Err("a URL with credentials; remove them")
    } else if text.contains(['{', '}']) {
        Err("a URL with a variable; list each URL, or none where every customer has one")
    } else if !text.chars().all(|c| c.is_ascii_graphic())
        || text.contains(['"', '<', '>', '\\', '^', '`', '|'])
    {
        Err("a URL with characters that URLs do not have; escape them with %")
    } else {
        Ok(())
    }
}

/// Whether a text is a path from the base URL on.
fn is_path(text: &str) -> bool {
    text.starts_with('/')
        && !text.starts_with("//")
        && text.chars().all(|c| c.is_ascii_graphic())
        && !text.contains(['{', '}', '#'])
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{check, check_scheme};

    #[test]
    fn base_urls() {
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'api.example.com'\n",
            &["/servers/0/url: no absolute URL; begin it with https://"],
        );
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'ftp://api.example.com'\n",
            &["/servers/0/url: no absolute URL; begin it with https://"],
        );
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'https:///v1'\n",
            &["/servers/0/url: a URL without a host; write one"],
        );
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'https://api.example.com/'\n",
            &["/servers/0/url: a slash at the end, and paths begin with one; remove it"],
        );
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'https://me:secret@example.com'\n",
            &["/servers/0/url: a URL with credentials; remove them"],
        );
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'https://{tenant}.example.com'\n",
            &[
                "/servers/0/url: a URL with a variable; list each URL, or none where every customer has one",
            ],
        );
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'https://api.example.com/v 1'\n",
            &["/servers/0/url: a URL with characters that URLs do not have; escape them with %"],
        );
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'https://api.example.com/v1?x=1'\n",
            &["/servers/0/url: a base URL ends with its path; remove what follows"],
        );
        check(
            "  - url: https://api.example.com\n",
            "  - url: 'https://api.example.com#x'\n",
            &["/servers/0/url: a base URL ends with its path; remove what follows"],
        );
        check(
            "  - url: https://api.example.com\n    description: Production\n",
            "  - url: https://api.example.com\n    description: Production\n  - url: https://api.example.com\n    description: Again\n",
            &["/servers/1/url: this server is here twice; keep one"],
        );
    }

    #[test]
    fn other_urls() {
        check(
            "url: https://example.com/docs",
            "url: www.example.com",
            &["/externalDocs/url: no absolute URL; begin it with https://"],
        );
        check(
            "tokenUrl: /token",
            "tokenUrl: token",
            &[
                "/components/securitySchemes/oauth2/flows/clientCredentials/tokenUrl: neither a URL with https:// nor a path below the base URL; write one of them",
            ],
        );
        check(
            "tokenUrl: /token",
            "tokenUrl: //example.com/token",
            &[
                "/components/securitySchemes/oauth2/flows/clientCredentials/tokenUrl: neither a URL with https:// nor a path below the base URL; write one of them",
            ],
        );
        check(
            "tokenUrl: /token",
            "tokenUrl: https://login.example.com/token",
            &[],
        );
        check_scheme(
            "type: http\nscheme: bearer\nx-login: {url: 'login', request: json, token: /t}",
            &[
                "/x-login/url: neither a URL with https:// nor a path below the base URL; write one of them",
            ],
        );
    }
}
