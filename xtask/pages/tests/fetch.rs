//! Fetching pages from a server on this machine that answers as servers of documentation do, well and badly.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_pages::docs::{self, Accept, Options, State};
use bindery_pages::fetch::{Fetcher, Limits, Outcome};

/// A response, whole, by its path.
type Responses = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// A server with these responses; its address.
fn serve(responses: &Responses) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let responses = Arc::clone(responses);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let responses = Arc::clone(&responses);
            std::thread::spawn(move || answer(stream, &responses));
        }
    });
    address
}

fn answer(mut stream: TcpStream, responses: &Responses) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let headers: Vec<String> =
        lines.take_while(|l| !l.is_empty()).map(|l| l.to_lowercase()).collect();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    if path == "/slow" {
        // Until the client gives up.
        let _ = std::io::copy(&mut stream.try_clone().unwrap(), &mut std::io::sink());
        return;
    }
    if path == "/huge" {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n");
        let part = vec![b'a'; 1 << 20];
        for _ in 0..50 {
            if stream.write_all(&part).is_err() {
                return;
            }
        }
        return;
    }
    let known = responses.lock().unwrap().get(&path).cloned();
    let unchanged = headers.contains(&"if-none-match: \"v1\"".to_owned()) && path == "/tagged";
    let response = match known {
        _ if unchanged => b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_vec(),
        Some(response) => response,
        None => response("404 Not Found", "Content-Type: text/html", b"<html>no such page</html>"),
    };
    let _ = stream.write_all(&response);
}

fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

const HTML: &str = "Content-Type: text/html";

/// A page in HTML that documents one field.
fn page(field: &str) -> String {
    let filler =
        "<p>Every boat of the harbour has one of these, and every harbour has its boats.</p>"
            .repeat(4);
    format!(
        "<!DOCTYPE html><html><body><h1>Get boat</h1><p>GET /boats/{{id}}</p>{filler}<h2>Response</h2><table><tr><th>Name</th><th>Type</th></tr><tr><td>{field}</td><td>string</td></tr></table></body></html>"
    )
}

fn limits() -> Limits {
    Limits { timeout: Duration::from_secs(2), pause: Duration::ZERO, ..Limits::default() }
}

/// What comes of a response.
fn fetch(path: &str, response: Vec<u8>, etag: Option<&str>) -> Outcome {
    let responses = Responses::default();
    responses.lock().unwrap().insert(path.to_owned(), response);
    responses
        .lock()
        .unwrap()
        .insert("/new".to_owned(), self::response("200 OK", HTML, page("moved").as_bytes()));
    let address = serve(&responses);
    Fetcher::new(limits()).unwrap().page(&format!("{address}{path}"), etag)
}

#[track_caller]
fn text(outcome: Outcome) -> (String, Vec<String>) {
    match outcome {
        Outcome::Page(fetched) => (fetched.text, fetched.notes),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn fails(outcome: Outcome, want: &str) {
    match outcome {
        Outcome::Failed(why) => assert!(why.contains(want), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn pages_that_can_be_read() {
    let (html, notes) = text(fetch("/a", response("200 OK", HTML, page("id").as_bytes()), None));
    assert!(html.contains("<td>id</td>") && notes.is_empty());

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(page("packed").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let (html, _) = text(fetch(
        "/a",
        response("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip", &packed),
        None,
    ));
    assert!(html.contains("<td>packed</td>"));

    let latin: Vec<u8> =
        page("größe").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for headers in ["Content-Type: text/html; charset=ISO-8859-1", HTML] {
        let (html, _) = text(fetch("/a", response("200 OK", headers, &latin), None));
        assert!(html.contains("<td>größe</td>"), "{headers}");
    }

    let (html, notes) =
        text(fetch("/a", response("301 Moved Permanently", "Location: /new", b""), None));
    assert!(html.contains("<td>moved</td>"));
    assert!(notes[0].starts_with("the page has moved to http://127.0.0.1:"), "{notes:?}");
}

#[test]
fn a_version_that_was_read_before() {
    let tagged =
        || response("200 OK", "Content-Type: text/html\r\nETag: \"v1\"", page("id").as_bytes());
    assert!(matches!(fetch("/tagged", tagged(), Some("\"v1\"")), Outcome::Unchanged));
    match fetch("/tagged", tagged(), Some("\"v0\"")) {
        Outcome::Page(fetched) => assert_eq!(fetched.etag.as_deref(), Some("\"v1\"")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn markdown_is_preferred() {
    let responses = Responses::default();
    let linked = page("id").replace(
        "<body>",
        "<head><link rel=\"alternate\" type=\"text/markdown\" href=\"/a.md\"></head><body>",
    );
    let markdown = "# Get boat\n\n`GET /boats/{id}`\n\n## Response\n\nName | Type\n---|---\n`title` | string\n";
    responses.lock().unwrap().insert("/a".to_owned(), response("200 OK", HTML, linked.as_bytes()));
    responses.lock().unwrap().insert(
        "/a.md".to_owned(),
        response("200 OK", "Content-Type: text/markdown", markdown.as_bytes()),
    );
    let address = serve(&responses);
    let (read, notes) = text(Fetcher::new(limits()).unwrap().page(&format!("{address}/a"), None));
    assert_eq!(read, markdown);
    assert_eq!(notes, [format!("read from {address}/a.md")]);
}

#[test]
fn pages_that_cannot_be_read() {
    let challenge =
        b"<html><title>Just a moment...</title>Enable JavaScript and cookies: challenge</html>";
    fails(
        fetch("/a", response("403 Forbidden", HTML, challenge), None),
        "asks for proof that a person reads it (403 Forbidden); open it in a browser",
    );
    fails(
        fetch("/a", response("403 Forbidden", HTML, b"no"), None),
        "is not for everyone (403 Forbidden)",
    );
    fails(fetch("/a", response("500 Oops", HTML, b"no"), None), "try again later");
    fails(
        fetch("/a", response("200 OK", "Content-Type: application/pdf", b"%PDF-1.7"), None),
        "is a PDF; save its text",
    );
    fails(
        fetch("/a", response("200 OK", "Content-Type: image/png", b"\x89PNG\0\0"), None),
        "is no text but image/png",
    );
    let empty = b"<!DOCTYPE html><html><body><div id=\"root\"></div><script src=\"/app.js\"></script></body></html>";
    fails(fetch("/a", response("200 OK", HTML, empty), None), "is rendered by script");
    fails(fetch("/b", Vec::new(), None), "could not be fetched");
    fails(fetch("/huge", Vec::new(), None), "larger than 10 MB");

    let nowhere = serve(&Responses::default());
    let mut fetcher =
        Fetcher::new(Limits { timeout: Duration::from_millis(300), ..limits() }).unwrap();
    fails(fetcher.page(&format!("{nowhere}/slow"), None), "took too long");
    fails(
        fetcher.page(&format!("{nowhere}/gone"), None),
        "is gone (404 Not Found); correct `externalDocs`",
    );
    fails(fetcher.page("file:///etc/passwd", None), "is no address of a page");
    fails(fetcher.page("boats", None), "is no address of a page");
}

/// A folder of specifications with one provider, whose page is at this address.
fn specs(address: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("harbour");
    std::fs::create_dir(&own).unwrap();
    let spec = format!(
        "openapi: 3.0.3
info: {{title: Harbour, version: v1}}
externalDocs: {{url: '{address}'}}
security: [{{key: []}}]
paths:
  /boats/{{id}}:
    get:
      operationId: get_boat
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
      responses:
        \"204\": {{description: Nothing.}}
components:
  securitySchemes: {{key: {{type: apiKey, in: header, name: X-Key}}}}
"
    );
    std::fs::write(own.join("openapi.yaml"), spec).unwrap();
    folder
}

fn run(specs: &Path, accept: Accept) -> docs::Report {
    let options = Options { specs: specs.to_owned(), section: None, accept };
    let mut reports = docs::fetch(&options, &["harbour".to_owned()], limits()).unwrap();
    assert_eq!(reports.len(), 1);
    reports.remove(0)
}

#[test]
fn a_page_that_changes() {
    let responses = Responses::default();
    let put = |html: &str| {
        responses
            .lock()
            .unwrap()
            .insert("/boat".to_owned(), response("200 OK", HTML, html.as_bytes()))
    };
    put(&page("name"));
    let address = serve(&responses);
    let specs = specs(&format!("{address}/boat"));
    assert_eq!(run(specs.path(), Accept::Whole).state, State::Changed);
    assert_eq!(run(specs.path(), Accept::No).state, State::Same);

    put(&page("name")
        .replace("<tr><td>name", "<tr><td>length</td><td>number</td></tr><tr><td>name"));
    let report = run(specs.path(), Accept::No);
    assert_eq!(report.state, State::Changed);
    let text = report.text(Accept::No);
    assert!(text.contains("  + length   number (table)   a new field: minor\n"), "{text}");
    assert!(text.contains("  new lines: 15, 16; 0 gone\n"), "{text}");
    assert!(report.markdown().contains("+ length"), "{}", report.markdown());

    // Another request than the one that the specification describes.
    put(&page("name").replace("GET /boats/{id}", "DELETE /boats/{id}"));
    let report = run(specs.path(), Accept::No);
    assert_eq!(report.state, State::Unreadable);
    assert!(
        report.notes[0].contains("the page shows DELETE /boats/{id}, and not GET /boats/{id}"),
        "{:?}",
        report.notes
    );
}

/// Runs the command as `cargo xtask docs` does: its exit code, and what it prints.
fn command(specs: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bindery-pages"));
    command.args(["docs", "--fetch", "--specs"]).arg(specs);
    let output = command.args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn exit_codes_and_formats() {
    let responses = Responses::default();
    let html = |field| response("200 OK", HTML, page(field).as_bytes());
    let put = |path: &str, response| responses.lock().unwrap().insert(path.to_owned(), response);
    put("/boat", html("name"));
    let address = serve(&responses);
    let specs = specs(&format!("{address}/boat"));
    let run = |arguments: &[&str]| command(specs.path(), &[&["harbour"], arguments].concat());

    let (code, json) = run(&["--json"]);
    assert_eq!(code, 1);
    let reports: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(reports[0]["state"], "changed");
    assert_eq!(reports[0]["changes"][0]["what"], "name");
    assert_eq!(run(&["--accept"]).0, 0);
    let (code, text) = run(&[]);
    assert!(code == 0 && text.contains("says the same"), "{text}");

    put("/boat", html("title"));
    let (code, markdown) = run(&["--format", "markdown"]);
    assert_eq!(code, 1);
    assert!(markdown.contains("```diff\n- name") && markdown.contains("\n+ title"), "{markdown}");

    put("/boat", response("404 Not Found", HTML, b"gone"));
    let (code, text) = run(&[]);
    assert!(code == 2 && text.contains("is gone (404 Not Found)"), "{text}");
    let (code, text) = run(&["--format", "markdown"]);
    assert!(code == 2 && text.contains("could not be read"), "{text}");
    assert_eq!(command(specs.path(), &["nobody"]).0, 2);
}
