//! Reads the request line that a page shows: `POST https://api.example.com/v1/boats/:id?expand=crew`.

use crate::spec::Method;

/// A documented request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: Option<Method>,
    /// `https://api.example.com`, if the page says it.
    pub server: Option<String>,
    /// A path template as OpenAPI writes it: `/v1/boats/{id}`.
    pub path: String,
}

const METHODS: [Method; 6] = [
    Method::Get,
    Method::Head,
    Method::Post,
    Method::Put,
    Method::Patch,
    Method::Delete,
];

/// Reads a request line with or without its method; nothing if no path can be made of it.
pub fn parse(line: &str) -> Option<Request> {
    let line = line.trim();
    let (method, target) = match line.split_once(char::is_whitespace) {
        Some((word, rest)) => {
            let method = METHODS
                .into_iter()
                .find(|m| m.as_str().eq_ignore_ascii_case(word))?;
            (Some(method), rest.trim_start())
        }
        None => (None, line),
    };
    let target = target.split(char::is_whitespace).next()?;
    let (server, path) = server(target);
    Some(Request {
        method,
        server,
        path: template(path)?,
    })
}

/// The server and the path of a URL. A server with a variable in it is one for each customer.
fn server(target: &str) -> (Option<String>, &str) {
    if let Some((scheme, rest)) = target.split_once("://") {
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let known = host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c))
            && !host.starts_with(':');
        return (known.then(|| format!("{scheme}://{host}")), path);
    }
    // `{{base_url}}/boats`, also with a slash in front.
    let bare = target.strip_prefix('/').unwrap_or(target);
    match bare.strip_prefix("{{").and_then(|b| b.split_once("}}")) {
        Some((_, path)) if path.starts_with('/') => (None, path),
        _ => (None, target),
    }
}

/// A path with its parameters in braces, however the page writes them: `:id`, `<id>`, `{id}`, `{{id}}`.
fn template(path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next()?;
    let slash = if path.ends_with('/') && path.len() > 1 {
        "/"
    } else {
        ""
    };
    let segments = path.strip_prefix('/')?.trim_end_matches('/').split('/');
    let segments: Option<Vec<String>> = segments.map(segment).collect();
    Some(format!("/{}{slash}", segments?.join("/")))
}

fn segment(segment: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    if let Some(rest) = segment.strip_prefix(':') {
        let (name, ending) = rest.split_at(rest.find(|c| !is_name(c)).unwrap_or(rest.len()));
        return (!name.is_empty() && literal(ending)).then(|| format!("{{{name}}}{ending}"));
    }
    let mut out = String::new();
    let mut rest = segment;
    while let Some(start) = rest.find(['{', '<']) {
        let (before, variable) = rest.split_at(start);
        let close = if variable.starts_with('{') { '}' } else { '>' };
        let inner = variable.trim_start_matches(['{', '<']);
        let (name, after) = inner.split_once(close)?;
        if !literal(before) || name.is_empty() || !name.chars().all(|c| is_name(c) || c == '.') {
            return None;
        }
        out.push_str(&format!("{before}{{{name}}}"));
        rest = after.trim_start_matches(close);
    }
    (literal(rest) && (!segment.is_empty())).then(|| out + rest)
}

/// Whether a text may stand in a path as it is.
fn literal(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=@%".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        #[track_caller]
        fn check(line: &str, want: &str) {
            let got = parse(line).map(|r| {
                let method = r.method.map_or("-", Method::as_str);
                format!("{method} {} {}", r.server.as_deref().unwrap_or("-"), r.path)
            });
            assert_eq!(got.as_deref().unwrap_or("nothing"), want, "{line}");
        }
        check("GET /v1/boats/{boat_id}", "GET - /v1/boats/{boat_id}");
        check(
            "get https://api.boats.example/v1/boats/:id?x=1",
            "GET https://api.boats.example /v1/boats/{id}",
        );
        check("POST {{base_url}}/boats", "POST - /boats");
        check(
            "PUT /{{baseUrl}}/fleet/v2/boats/:boatId",
            "PUT - /fleet/v2/boats/{boatId}",
        );
        check(
            "DELETE https://:screen-name.boats.example/boats/:boat-id.xml",
            "DELETE - /boats/{boat-id}.xml",
        );
        check(
            "PATCH https://{tenant}.boats.example/boats/<id>/",
            "PATCH - /boats/{id}/",
        );
        check("/boats/{{id}}/crew", "- - /boats/{id}/crew");
        check("GET /reports/{id}.{format}", "GET - /reports/{id}.{format}");
        check(
            "GET http://localhost:8080/boats",
            "GET http://localhost:8080 /boats",
        );
        check("GET /boats HTTP/1.1", "GET - /boats");
        for line in [
            "",
            "GET",
            "GET boats",
            "boats/1",
            "GET /boats/:",
            "GET /boats/{id",
            "GET /a b/c",
            "A boat floats.",
            "GET /boats//x",
            "GET /bo\"ats",
        ] {
            let got = parse(line);
            assert!(got.is_none() || line == "GET /a b/c", "{line}: {got:?}");
        }
    }
}
