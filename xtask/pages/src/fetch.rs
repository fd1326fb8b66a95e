//! Fetches pages: politely, with limits, and in the form that is read best.

use std::io::Read;
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use reqwest::{StatusCode, Url};

use crate::page::Page;

/// How long a request may take, how large a page may be, and how long to wait between two requests to one server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The time for one request with its response.
    pub timeout: Duration,
    /// The size of a page, in bytes.
    pub size: u64,
    /// The time between two requests to one server.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(30), size: 10 << 20, pause: Duration::from_millis(500) }
    }
}

/// A page that was fetched.
#[derive(Debug)]
pub struct Fetched {
    /// Its text.
    pub text: String,
    /// What its server calls this version of it.
    pub etag: Option<String>,
    /// What a maintainer should know: that it has moved, that another form of it was read.
    pub notes: Vec<String>,
}

/// What became of a request for a page.
#[derive(Debug)]
pub enum Outcome {
    /// The page.
    Page(Fetched),
    /// It is the version that was read before.
    Unchanged,
    /// It cannot be read: why, and what to do.
    Failed(String),
}

/// Fetches pages.
pub struct Fetcher {
    client: Client,
    limits: Limits,
    /// The server that was asked last.
    host: Option<String>,
}

const SAVE: &str =
    "open it in a browser, save it as HTML, and run `cargo xtask docs PROVIDER FILE`";

impl Fetcher {
    /// A fetcher with these limits. It takes its proxy from the environment.
    pub fn new(limits: Limits) -> Result<Self, String> {
        let client = Client::builder()
            .timeout(limits.timeout)
            .user_agent(concat!("bindery-pages/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|e| format!("no HTTP client: {e}"))?;
        Ok(Self { client, limits, host: None })
    }

    /// Fetches a page, if it is not the version with this ETag.
    pub fn page(&mut self, address: &str, etag: Option<&str>) -> Outcome {
        let url = match Url::parse(address) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => url,
            _ => {
                return Outcome::Failed(format!(
                    "{address} is no address of a page; correct `externalDocs`"
                ));
            }
        };
        let first = match self.get(url.clone(), etag) {
            Ok(Some(fetched)) => fetched,
            Ok(None) => return Outcome::Unchanged,
            Err(reason) => return Outcome::Failed(reason),
        };
        if !is_html(&first.text) {
            return Outcome::Page(first);
        }
        for other in alternatives(&first.text, &url) {
            if let Ok(Some(mut found)) = self.get(other.clone(), None)
                && !is_html(&found.text)
                && !crate::extract::read(&crate::read(&found.text), &Default::default())
                    .operations
                    .iter()
                    .all(|o| o.facts.fields.is_empty())
            {
                found.notes.insert(0, format!("read from {other}"));
                found.etag = None;
                return Outcome::Page(found);
            }
        }
        match is_empty(&crate::read(&first.text), &first.text) {
            true => Outcome::Failed(format!(
                "{address} is rendered by script, so what is fetched holds no text; {SAVE}"
            )),
            false => Outcome::Page(first),
        }
    }

    /// Fetches one address; nothing if it has not changed.
    fn get(&mut self, url: Url, etag: Option<&str>) -> Result<Option<Fetched>, String> {
        let host = url.host_str().map(str::to_owned);
        if std::mem::replace(&mut self.host, host.clone()) == host {
            std::thread::sleep(self.limits.pause);
        }
        let mut request = self.client.get(url.clone()).header(
            ACCEPT,
            "text/markdown, text/html;q=0.9, application/json;q=0.8, text/plain;q=0.7, */*;q=0.1",
        );
        if let Some(etag) = etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        let response = request.send().map_err(|e| failure(&url, &e))?;
        if response.status() == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        let header =
            |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let (content_type, etag) =
            (header(CONTENT_TYPE).unwrap_or_default().to_lowercase(), header(ETAG));
        let (status, landed) = (response.status(), response.url().clone());
        let body = self.body(response).map_err(|e| format!("{url}: {e}"))?;
        if !status.is_success() {
            return Err(refusal(&url, status, &String::from_utf8_lossy(&body)));
        }
        if content_type.starts_with("application/pdf") || body.starts_with(b"%PDF") {
            return Err(format!(
                "{url} is a PDF; save its text, and run `cargo xtask docs PROVIDER FILE`"
            ));
        }
        let text_like =
            ["text/", "json", "yaml", "xml", "markdown"].iter().any(|t| content_type.contains(t));
        if !text_like && !content_type.is_empty() && body.contains(&0) {
            return Err(format!("{url} is no text but {content_type}; correct `externalDocs`"));
        }
        let mut notes = Vec::new();
        if landed != url {
            notes.push(format!("the page has moved to {landed}; write that into `externalDocs`"));
        }
        Ok(Some(Fetched { text: decode(&body, &content_type), etag, notes }))
    }

    fn body(&self, response: Response) -> Result<Vec<u8>, String> {
        let mut body = Vec::new();
        let read = response.take(self.limits.size + 1).read_to_end(&mut body);
        read.map_err(|e| {
            if e.to_string().contains("timed out") {
                self.late()
            } else {
                format!("the page broke off: {e}")
            }
        })?;
        if body.len() as u64 > self.limits.size {
            return Err(format!("the page is larger than {} MB", self.limits.size >> 20));
        }
        Ok(body)
    }

    fn late(&self) -> String {
        format!("the page took longer than {} s", self.limits.timeout.as_secs_f32())
    }
}

fn failure(url: &Url, error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return format!("{url}: the server took too long");
    }
    let mut source: &dyn std::error::Error = error;
    while let Some(inner) = source.source() {
        source = inner;
    }
    format!("{url}: could not be fetched: {source}")
}

fn refusal(url: &Url, status: StatusCode, body: &str) -> String {
    let lower = body.to_lowercase();
    let challenge = ["captcha", "challenge", "are you a robot", "enable javascript", "cf-"]
        .iter()
        .any(|sign| lower.contains(sign));
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => {
            format!("{url} is gone ({status}); correct `externalDocs`")
        }
        _ if challenge => format!("{url} asks for proof that a person reads it ({status}); {SAVE}"),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            format!("{url} is not for everyone ({status}); {SAVE}")
        }
        _ => format!("{url} could not be fetched ({status}); try again later"),
    }
}

/// The text of a page: in the encoding that its server names, or that it names itself, else in UTF-8 or Windows-1252.
pub fn decode(body: &[u8], content_type: &str) -> String {
    let label = |text: &str| {
        let (_, rest) = text.split_once("charset=")?;
        let rest = rest.trim_start_matches(['"', '\'']);
        rest.split(['"', '\'', ';', ' ', '>', '/']).next().map(str::to_owned)
    };
    let start = String::from_utf8_lossy(&body[..body.len().min(2048)]).to_lowercase();
    let named = label(content_type).or_else(|| label(&start).filter(|_| start.contains("<meta")));
    let encoding = named.and_then(|l| encoding_rs::Encoding::for_label(l.as_bytes()));
    let fallback = if std::str::from_utf8(body).is_ok() {
        encoding_rs::UTF_8
    } else {
        encoding_rs::WINDOWS_1252
    };
    encoding.unwrap_or(fallback).decode(body).0.into_owned()
}

fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(500).collect::<String>().to_lowercase();
    start.contains("<!doctype html") || start.contains("<html")
}

/// Whether HTML shows nothing by itself: next to no text, and scripts.
fn is_empty(page: &Page, html: &str) -> bool {
    let shown: usize = page.lines.iter().map(String::len).sum();
    shown < 200 && html.contains("<script") && page.documents.is_empty()
}

/// Other forms of a page that it links to, or that its tool serves: Markdown, an OpenAPI document.
fn alternatives(html: &str, url: &Url) -> Vec<Url> {
    let document = scraper::Html::parse_document(html);
    let links = |selector: &str, attribute: &str| -> Vec<String> {
        let Ok(selector) = scraper::Selector::parse(selector) else {
            return Vec::new();
        };
        document
            .select(&selector)
            .filter_map(|e| e.value().attr(attribute))
            .map(str::to_owned)
            .collect()
    };
    let mut found: Vec<Url> = Vec::new();
    let described = links(
        "link[rel=alternate][type='text/markdown'], link[rel='service-desc'], link[rel=alternate][type*=openapi]",
        "href",
    );
    found.extend(described.iter().filter_map(|href| url.join(href).ok()));
    let generator = links("meta[name=generator]", "content").join(" ").to_lowercase();
    let served =
        ["mintlify", "gitbook", "fern", "readme"].iter().any(|tool| generator.contains(tool))
            || html.contains("mintlify")
            || html.contains("/llms.txt");
    if served && url.path().len() > 1 {
        let mut twin = url.clone();
        twin.set_path(&format!("{}.md", url.path().trim_end_matches('/')));
        found.push(twin);
    }
    let documents =
        links("a[href$='openapi.json'], a[href$='openapi.yaml'], a[href$='swagger.json']", "href");
    found.extend(documents.iter().filter_map(|href| url.join(href).ok()));
    found.retain(|other| other.host_str() == url.host_str());
    found.dedup();
    found.truncate(3);
    found
}
