//! The requests that a page shows: `GET /boats/{id}`, `curl …`, and the pieces of one on lines of their own.

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its method, in capital letters.
    pub method: String,
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
        write!(f, "{} {}", self.method, self.path)
    }
}

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/// The request on a line that holds nothing else.
pub fn line(text: &str) -> Option<Request> {
    let text = text
        .trim_matches(['`', '*', '#', '>', ' '])
        .replace(['`', '*'], "");
    let text = ["Endpoint:", "Request:", "URL:", "HTTP request:", "Route:"]
        .iter()
        .find_map(|label| text.strip_prefix(label))
        .unwrap_or(&text)
        .trim()
        .to_owned();
    let (method, rest) = METHODS.iter().find_map(|m| {
        let rest = text
            .strip_prefix(m)
            .or_else(|| text.strip_prefix(m.to_lowercase().as_str()))?;
        Some((*m, rest.strip_prefix(':').unwrap_or(rest)))
    })?;
    let rest = rest.trim();
    let target = rest.strip_suffix("HTTP/1.1").unwrap_or(rest).trim();
    let is_path =
        target.starts_with(['/', '{', ':']) || target.contains("://") || target.contains('/');
    if target.contains(' ') || !is_path || target.len() < 2 {
        // ASP.NET's help pages show no slash where there is one segment.
        let lone =
            text[method.len()..].starts_with(' ') && target.contains("?") && !target.contains(' ');
        if !lone {
            return None;
        }
    }
    new(method, target)
}

/// A request whose method and path stand on several lines, and how many.
pub fn pieces(lines: &[&str]) -> Option<(Request, usize)> {
    let first = *lines.first()?;
    let method = METHODS
        .iter()
        .find(|m| first == **m || first == m.to_lowercase())?;
    let mut target = String::new();
    let mut count = 1;
    // A title may stand between.
    if lines
        .get(2)
        .is_some_and(|l| l.contains("://") && !l.contains(' '))
        && !lines[1].starts_with(['/', '{'])
        && !lines[1].contains("://")
    {
        count = 2;
    }
    for line in lines.iter().skip(count).take(40) {
        let piece = !line.is_empty()
            && !line.contains(' ')
            && (*line == "/"
                || target.is_empty()
                || target.ends_with('/')
                || line.starts_with('/'));
        let starts = !target.is_empty() || line.starts_with(['/', '{']) || line.contains("://");
        if !piece || !starts {
            break;
        }
        target.push_str(line);
        count += 1;
    }
    Some((new(method, &target)?, count))
}

/// The request that a curl command makes.
pub fn curl(text: &str) -> Option<Request> {
    let start = text.find("curl ")?;
    if !text[..start].trim_end().is_empty() && !text[..start].ends_with(['\n', '$', ' ']) {
        return None;
    }
    let words = words(&text[start + 5..]);
    let mut method = None;
    let mut url = None;
    let mut form = Vec::new();
    let mut data = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = || words.get(at + 1).cloned();
        match word.as_str() {
            "-X" | "--request" => method = next(),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "-F" | "--form"
            | "--data-urlencode" | "--json" => {
                method = method.or_else(|| Some("POST".to_owned()));
                let value = next().unwrap_or_default();
                match value.split_once('=') {
                    _ if value.trim_start().starts_with(['{', '[']) => data = Some(value),
                    Some((name, _)) => form.push(name.to_owned()),
                    None => {}
                }
            }
            "-H" | "--header" | "-u" | "--user" | "-o" => {}
            "--url" => url = next(),
            _ => {
                if word.starts_with("-X") && word.len() > 2 {
                    method = Some(word[2..].to_owned());
                } else if url.is_none()
                    && (word.contains("://") || word.starts_with('$') && word.contains('/'))
                {
                    url = Some(word.clone());
                }
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    let method = method
        .filter(|m| METHODS.contains(&m.as_str()))
        .unwrap_or_else(|| "GET".to_owned());
    Some(Request {
        form,
        data,
        ..new(&method, &url?)?
    })
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
pub fn new(method: &str, target: &str) -> Option<Request> {
    let target = target.trim_matches(['"', '\'', '“', '”']);
    let (target, query) = target.split_once('?').unwrap_or((target, ""));
    let query = query
        .split('&')
        .filter_map(|p| p.split('=').next())
        .filter(|n| !n.is_empty())
        .map(str::to_owned)
        .collect();
    let path = match target.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |i| &rest[i..]),
        None => target,
    };
    // `{{base_url}}` and `{baseUrl}` stand for the address of the server.
    let path = match path.strip_prefix("{{").and_then(|p| p.split_once("}}")) {
        Some((_, rest)) => rest,
        None => path,
    };
    let path = match path.strip_prefix('{').and_then(|p| p.split_once('}')) {
        Some((name, rest))
            if name.to_lowercase().replace('_', "").contains("baseurl")
                || name == "host"
                || name == "server" =>
        {
            rest
        }
        _ => path,
    };
    let path = path
        .strip_prefix('$')
        .and_then(|p| p.split_once('/').map(|(_, rest)| rest))
        .unwrap_or(path);
    let segments: Vec<String> = path
        .split('/')
        .filter(|s| !s.is_empty())
        .map(segment)
        .collect();
    let path = format!("/{}", segments.join("/"));
    let fits = path.len() > 1
        && path.len() < 300
        && path
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '|'));
    fits.then(|| Request {
        method: method.to_owned(),
        path,
        query,
        form: Vec::new(),
        data: None,
    })
}

/// A segment of a path, with `:id`, `<id>` and `{{id}}` as `{id}`.
fn segment(text: &str) -> String {
    let inner = text
        .strip_prefix(':')
        .or_else(|| text.strip_prefix('<').and_then(|t| t.strip_suffix('>')));
    let inner = inner.or_else(|| text.strip_prefix("{{").and_then(|t| t.strip_suffix("}}")));
    match inner {
        Some(name) => match name.split_once('.').filter(|_| text.starts_with(':')) {
            Some((name, suffix)) => format!("{{{name}}}.{suffix}"),
            None => format!("{{{name}}}"),
        },
        None => text.to_owned(),
    }
}

/// The name of a parameter that a segment is: `{id}`, `{id}.json`, `CONTACT_ID`.
fn parameter(segment: &str) -> Option<&str> {
    if let Some((name, _)) = segment.strip_prefix('{').and_then(|s| s.split_once('}')) {
        return Some(name);
    }
    let stem = stem(segment);
    let capitals = stem.len() > 1 && stem.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    capitals.then_some(stem)
}

fn stem(segment: &str) -> &str {
    segment
        .strip_suffix(".json")
        .or_else(|| segment.strip_suffix(".xml"))
        .unwrap_or(segment)
}

impl Request {
    /// Whether a parameter is in the path.
    pub fn has_in_path(&self, name: &str) -> bool {
        self.path
            .split('/')
            .filter_map(parameter)
            .any(|p| p == name)
            || self.path.contains(&format!("{{{name}}}"))
    }

    /// The names of the parameters in its path and its query.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let path = self.path.split('/').filter_map(parameter);
        path.chain(self.query.iter().map(String::as_str))
            .map(str::to_owned)
    }

    /// Whether another request is the same one, or an example of it: `/boats/7` is one of `/v1/boats/{id}`.
    pub fn is_like(&self, other: &Request) -> bool {
        let (a, b): (Vec<&str>, Vec<&str>) = (
            self.path.split('/').skip(1).collect(),
            other.path.split('/').skip(1).collect(),
        );
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let (extra, tail) = long.split_at(long.len() - short.len());
        let equal = short
            .iter()
            .zip(tail)
            .filter(|(a, b)| stem(a) == stem(b))
            .count();
        let fits = short
            .iter()
            .zip(tail)
            .all(|(a, b)| stem(a) == stem(b) || parameter(a).is_some() || parameter(b).is_some());
        self.method == other.method
            && fits
            && (equal > 0 || extra.is_empty())
            && extra
                .iter()
                .all(|s| parameter(s).is_none() || s.to_lowercase().contains("version"))
    }

    /// Whether the request carries a body.
    pub fn has_body(&self) -> bool {
        matches!(self.method.as_str(), "POST" | "PUT" | "PATCH")
    }
}
