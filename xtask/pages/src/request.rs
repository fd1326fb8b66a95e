//! The requests that a page shows: `GET /boats/{id}`, `curl …`, and the pieces of one on lines of their own.

use xtask::spec::Method;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its method.
    pub method: Method,
    /// `https://api.example.com`, where the page gives a server that is the same for everybody.
    pub server: Option<String>,
    /// Its path, with its parameters in braces.
    pub path: String,
    /// The names in its query.
    pub query: Vec<String>,
    /// The names in its form.
    pub form: Vec<String>,
    /// The body that it sends, as text.
    pub data: Option<String>,
}

impl std::fmt::Display for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.path)
    }
}

/// The method that a text names and nothing else.
pub fn method(text: &str) -> Option<Method> {
    Method::ALL.into_iter().find(|m| m.as_str().eq_ignore_ascii_case(text))
}

/// The request on a line that holds nothing else.
pub fn line(text: &str) -> Option<Request> {
    let bare = text.replace(['`', '*'], "");
    let bare = bare.trim_start_matches(['#', '>', ' ']).trim_end_matches(['#', ' ']);
    let text = ["Endpoint:", "Request:", "URL:", "HTTP request:", "Route:"]
        .iter()
        .find_map(|label| bare.strip_prefix(label))
        .unwrap_or(bare)
        .trim();
    let (method, rest) = Method::ALL.into_iter().find_map(|m| {
        let start = text.get(..m.as_str().len())?;
        let is_method = start == m.as_str() || start == m.as_str().to_lowercase();
        is_method.then(|| (m, &text[start.len()..]))
    })?;
    let target = rest.strip_prefix(':').unwrap_or(rest);
    let target = target.strip_suffix("HTTP/1.1").unwrap_or(target).trim();
    // ASP.NET's help pages show no slash where there is one segment.
    let lone = rest.starts_with(' ') && target.contains('?');
    let fits = !target.contains(' ') && target.len() > 1 && (target.contains('/') || lone);
    // Sphinx sets the parts of a path apart.
    let joined = target.replace(' ', "");
    let typed = joined.starts_with('/') && joined.contains("(") && joined.ends_with(')');
    if fits {
        new(method, target)
    } else if typed {
        new(method, &joined)
    } else {
        None
    }
}

/// A request whose method and path stand on several lines, and how many.
fn pieces(lines: &[&str]) -> Option<(Request, usize)> {
    let first = *lines.first()?;
    let method =
        method(first).filter(|m| first == m.as_str() || first == m.as_str().to_lowercase())?;
    let mut target = String::new();
    let mut count = 1;
    // A title may stand between.
    if lines.get(2).is_some_and(|l| l.contains("://") && !l.contains(' '))
        && !lines[1].starts_with(['/', '{'])
        && !lines[1].contains("://")
    {
        count = 2;
    }
    for line in lines.iter().skip(count).take(40).map(|l| l.trim_matches('`')) {
        let piece = !line.is_empty()
            && !line.contains(' ')
            && (line == "/" || target.is_empty() || target.ends_with('/') || line.starts_with('/'));
        let starts = !target.is_empty() || line.starts_with(['/', '{']) || line.contains("://");
        if !piece || !starts {
            break;
        }
        target.push_str(line);
        count += 1;
    }
    Some((new(method, &target)?, count))
}

/// A request as running text shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The request.
    pub request: Request,
    /// On how many lines it stands.
    pub count: usize,
    /// Whether it names an operation; a command is an example of one.
    pub defines: bool,
}

/// The request that lines of running text start with, with its headers or its body.
pub fn text(lines: &[&str]) -> Option<Shown> {
    if let Some((request, count)) = pieces(lines) {
        return Some(Shown { request, count, defines: true });
    }
    let first = *lines.first()?;
    let example = first.contains("HTTP/1.1");
    let command = first.starts_with("curl ");
    let named = if command { None } else { Some(line(first)?) };
    let is_header = |text: &str| {
        let name = text.split_once(": ").map_or("", |(name, _)| name);
        example && name.starts_with(char::is_uppercase) && !name.contains(' ')
    };
    let mut quotes = 0;
    let goes_on = |pair: &[&str]| {
        quotes += if command { pair[0].matches('\'').count() } else { 0 };
        let option = pair[1].starts_with("--") || pair[1].starts_with("-H ");
        pair[0].ends_with('\\') || option || quotes % 2 == 1 || is_header(pair[1])
    };
    let count = 1 + lines.windows(2).take(60).map(goes_on).take_while(|on| *on).count();
    let sent = curl(&lines[..count].join("\n"));
    Some(Shown { request: sent.or(named)?, count, defines: !example && !command })
}

/// The request in what labels say: `Method: GET` and `URL: https://…`.
pub fn labelled<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Option<Request> {
    let mut verb = None;
    let mut target = None;
    for (label, value) in pairs {
        let label = label.trim_matches(['*', '`', ' ', ':']).to_lowercase();
        let value = value.trim_matches(['*', '`', ' ']);
        match label.trim_start_matches("http ").trim_start_matches("request ") {
            "method" | "verb" | "type" => verb = method(value).or(verb),
            "url" | "uri" | "endpoint" | "path" | "address" | "resource" | "route"
                if value.contains('/') && !value.contains(' ') =>
            {
                target = Some(value);
            }
            _ => {}
        }
        if label == "request"
            && let Some(request) = line(value)
        {
            return Some(request);
        }
        if let (Some(verb), Some(target)) = (verb, target) {
            return new(verb, target);
        }
    }
    None
}

/// The request in a sentence: a method in capital letters, and a path or an address behind it.
pub fn sentence(text: &str) -> Option<Request> {
    let bare = |word: &str| word.trim_matches(['`', '"', '\'', '.', ',', ';', ':', '*']).to_owned();
    let words: Vec<String> = text.split_whitespace().map(bare).collect();
    let is_target = |word: &&String| word.starts_with('/') || word.contains("://");
    words.iter().enumerate().find_map(|(at, word)| {
        let method = named(word)?;
        new(method, words[at + 1..].iter().take(4).find(is_target)?)
    })
}

/// The method that a word in capital letters names.
pub fn named(word: &str) -> Option<Method> {
    Method::ALL.into_iter().find(|m| m.as_str() == word)
}

/// The request that a curl command makes.
pub fn curl(text: &str) -> Option<Request> {
    let start = text.find("curl ")?;
    if !text[..start].trim_end().is_empty() && !text[..start].ends_with(['\n', '$', ' ']) {
        return None;
    }
    let mut words = words(&text[start + 5..]).into_iter();
    let (mut given, mut url, mut form, mut data) = (None, None, Vec::new(), None);
    let mut sends = Method::Get;
    while let Some(word) = words.next() {
        match word.as_str() {
            "-X" | "--request" => given = words.next(),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "-F" | "--form"
            | "--data-urlencode" | "--json" => {
                sends = Method::Post;
                let value = words.next().unwrap_or_default();
                match value.split_once('=') {
                    _ if value.trim_start().starts_with(['{', '[']) => data = Some(value),
                    Some((name, _)) => form.push(name.to_owned()),
                    None => {}
                }
            }
            "-H" | "--header" | "-u" | "--user" | "-o" => drop(words.next()),
            "--url" => url = words.next(),
            _ if word.starts_with("-X") => given = Some(word[2..].to_owned()),
            _ if url.is_none()
                && (word.contains("://") || word.starts_with('$') && word.contains('/')) =>
            {
                url = Some(word);
            }
            _ => {}
        }
    }
    let method = given.and_then(|m| method(&m)).unwrap_or(sends);
    Some(Request { form, data, ..new(method, &url?)? })
}

/// The words of a command, as a shell takes them apart.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '\\') if chars.peek().is_none_or(|c| c.is_whitespace()) => {}
            (_, '\\') if quote != Some('\'') => word.extend(chars.next()),
            (None, '\'' | '"') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, c) if c.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => word.push(c),
        }
    }
    words.push(word);
    words.retain(|w| !w.is_empty());
    words
}

/// A request from its parts, as the page writes them.
pub fn new(method: Method, target: &str) -> Option<Request> {
    let target = target.trim_matches(['"', '\'', '“', '”']);
    let target = target.split('#').next().unwrap_or_default();
    let (target, query) = target.split_once('?').unwrap_or((target, ""));
    let query = query
        .split('&')
        .filter_map(|p| p.split('=').next())
        .filter(|n| !n.is_empty())
        .map(str::to_owned)
        .collect();
    let (server, path) = server(target);
    // A variable may have a pattern with slashes: `{name=boats/*}`.
    let mut plain = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('=') {
        let pattern = after.split_once('}').filter(|_| before.contains('{'));
        plain.push_str(before);
        plain.push(if pattern.is_some() { '}' } else { '=' });
        rest = pattern.map_or(after, |(_, behind)| behind);
    }
    plain.push_str(rest);
    let segments: Option<Vec<String>> =
        plain.split('/').filter(|s| !s.is_empty()).map(segment).collect();
    let path = format!("/{}", segments?.join("/"));
    (path.len() > 1 && path.len() < 300).then_some(Request {
        method,
        server,
        path,
        query,
        form: Vec::new(),
        data: None,
    })
}

/// The server and the path of a URL. A server with a variable in it is one for each customer.
fn server(target: &str) -> (Option<String>, &str) {
    if let Some((scheme, rest)) = target.split_once("://") {
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let known = host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c))
            && !host.starts_with(':');
        return (known.then(|| format!("{scheme}://{host}")), path);
    }
    // `{{base_url}}`, `{baseUrl}` and `$BASE` stand for the address of the server.
    let bare = target.strip_prefix('/').unwrap_or(target);
    let first = bare.split('/').next().unwrap_or_default();
    let name = first.trim_matches(['{', '}', '$']).to_lowercase();
    let is_server = first.starts_with("{{")
        || first.starts_with('$')
        || (first.starts_with('{')
            && (name.replace('_', "").contains("baseurl") || ["host", "server"].contains(&&*name)));
    if is_server { (None, &bare[first.len()..]) } else { (None, target) }
}

/// A segment of a path, with each parameter in braces, however the page writes it: `:id`, `<id>`, `(int:id)`, `{{id}}`.
fn segment(text: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    if let Some(rest) = text.strip_prefix(':') {
        let end = rest.find(|c| !is_name(c) || c == '.').unwrap_or(rest.len());
        let (name, ending) = rest.split_at(end);
        return (!name.is_empty() && literal(ending)).then(|| format!("{{{name}}}{ending}"));
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '<', '(', '[']) {
        let (before, variable) = rest.split_at(start);
        let open = &variable[..1];
        let close = match open {
            "{" => '}',
            "<" => '>',
            "[" => ']',
            _ => ')',
        };
        let (name, after) = variable.trim_start_matches(open).split_once(close)?;
        // The type of the parameter stands in front of it, or a pattern behind it.
        let name = match name.split_once(':') {
            Some((_, name)) if open != "{" => name,
            Some((name, _)) => name,
            None => name,
        };
        if !literal(before) || name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        out.push_str(before);
        out.push_str(&format!("{{{name}}}"));
        rest = after.trim_start_matches(close);
    }
    literal(rest).then(|| out + rest)
}

/// Whether a text may stand in a path as it is.
fn literal(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~!$&'*+,;=@%:".contains(c))
}

/// The name of a parameter that a segment is: `{id}`, `{id}.json`, `CONTACT_ID`.
pub fn parameter(segment: &str) -> Option<&str> {
    if let Some((name, _)) = segment.strip_prefix('{').and_then(|s| s.split_once('}')) {
        return Some(name);
    }
    let stem = stem(segment);
    let capitals = stem.len() > 1 && stem.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    capitals.then_some(stem)
}

fn stem(segment: &str) -> &str {
    segment.strip_suffix(".json").or_else(|| segment.strip_suffix(".xml")).unwrap_or(segment)
}

impl Request {
    /// Whether a parameter is in the path.
    pub fn has_in_path(&self, name: &str) -> bool {
        self.path.split('/').filter_map(parameter).any(|p| p == name)
            || self.path.contains(&format!("{{{name}}}"))
    }

    /// The names of the parameters in its path and its query.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let path = self.path.split('/').filter_map(parameter);
        path.chain(self.query.iter().map(String::as_str)).map(str::to_owned)
    }

    /// Its path with every parameter in braces, where these names are documented as some: `/boats/BOAT_ID.json`.
    pub fn template(&self, is_documented: impl Fn(&str) -> bool) -> String {
        let segments = self.path.split('/').map(|segment| {
            let stem = stem(segment);
            match is_documented(stem) {
                true => format!("{{{stem}}}{}", &segment[stem.len()..]),
                false => segment.to_owned(),
            }
        });
        segments.collect::<Vec<_>>().join("/")
    }

    /// How many parameters its path has.
    pub fn variables(&self) -> usize {
        self.path.matches('{').count()
    }

    /// Whether another request is the same one, or an example of it: `/boats/7` is one of `/v1/boats/{id}`.
    pub fn is_like(&self, other: &Request) -> bool {
        let (a, b): (Vec<&str>, Vec<&str>) =
            (self.path.split('/').skip(1).collect(), other.path.split('/').skip(1).collect());
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let (extra, tail) = long.split_at(long.len() - short.len());
        let pairs = || short.iter().zip(tail);
        let equal = pairs().filter(|(a, b)| stem(a) == stem(b)).count();
        let fits = pairs()
            .all(|(a, b)| stem(a) == stem(b) || parameter(a).is_some() || parameter(b).is_some());
        self.method == other.method
            && fits
            && (equal > 0 || extra.is_empty())
            && extra.iter().all(|s| parameter(s).is_none() || s.to_lowercase().contains("version"))
    }

    /// Whether the request carries a body.
    pub fn has_body(&self) -> bool {
        matches!(self.method, Method::Post | Method::Put | Method::Patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        #[track_caller]
        fn check(text: &str, want: &str) {
            let got = line(text).map(|r| format!("{r} {}", r.server.as_deref().unwrap_or("-")));
            assert_eq!(got.as_deref().unwrap_or("nothing"), want, "{text}");
        }
        check("GET /v1/boats/{boat_id}", "GET /v1/boats/{boat_id} -");
        check(
            "get https://api.boats.example/v1/boats/:id?x=1",
            "GET /v1/boats/{id} https://api.boats.example",
        );
        check("POST {{base_url}}/boats", "POST /boats -");
        check("PUT /{{baseUrl}}/fleet/v2/boats/:boatId", "PUT /fleet/v2/boats/{boatId} -");
        check(
            "DELETE https://:screen-name.boats.example/boats/:boat-id.xml",
            "DELETE /boats/{boat-id}.xml -",
        );
        check("PATCH https://{tenant}.boats.example/boats/<id>/", "PATCH /boats/{id} -");
        check("GET /boats/{{id}}/crew", "GET /boats/{id}/crew -");
        check("GET /boats/ ( int: boat_id )", "GET /boats/{boat_id} -");
        check("GET /boats/<uuid:id>", "GET /boats/{id} -");
        check("GET /reports/{id}.{format}", "GET /reports/{id}.{format} -");
        check("GET /v1/{name=boats/*}:move", "GET /v1/{name}:move -");
        check("GET /boats HTTP/1.1", "GET /boats -");
        check("Endpoint: `GET /boats`", "GET /boats -");
        for text in [
            "", "GET", "GET boats", "boats/1", "GET /boats/:", "GET /boats/{id", "GET /a b/c",
            "A boat floats.", "GET /bo\"ats", "Get it/them",
        ] {
            check(text, "nothing");
        }
    }

    #[test]
    fn commands() {
        let shown = |text| curl(text).map(|r| r.to_string());
        assert_eq!(
            shown("curl -X DELETE \\\n 'https://a.example/boats/7' -H 'A: b'").as_deref(),
            Some("DELETE /boats/7")
        );
        let sent = curl("$ curl --url https://a.example/boats -d '{\"a\": 1}'").unwrap();
        assert_eq!(sent.to_string(), "POST /boats");
        assert_eq!(sent.data.as_deref(), Some("{\"a\": 1}"));
        let form = curl("curl https://a.example/boats -d name=x -d size=2").unwrap();
        assert_eq!(form.form, ["name", "size"]);
        assert_eq!(shown("curl up"), None);
    }
}
