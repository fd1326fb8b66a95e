//! The requests that a page shows, and where what belongs to each of them begins.

use super::*;

/// Statuses side by side are the titles of tabs, whose samples follow in their order.
pub(super) fn tabs(page: &Page, samples: &[Option<Sample>]) -> BTreeMap<usize, u16> {
    let status = |at: usize| match section::of(text_of(&page.blocks.get(at)?.kind)?) {
        Some(Heading::Status(status)) => Some(status),
        _ => None,
    };
    let passed = |at: &usize| {
        let text = page.blocks.get(*at).and_then(|b| text_of(&b.kind));
        text.is_some_and(|t| section::is_chrome(t) && status(*at).is_none())
    };
    let mut found = BTreeMap::new();
    let mut at = 0;
    while at < page.blocks.len() {
        let mut statuses = Vec::new();
        while let Some(status) = status(at) {
            statuses.push(status);
            at += 1;
            at += (at..).take_while(passed).count();
        }
        at += 1;
        if statuses.len() < 2 {
            continue;
        }
        let ends = |at: &usize| {
            let text = page.blocks.get(*at).map(|b| text_of(&b.kind).and_then(section::of));
            !matches!(text, None | Some(Some(Heading::Section(_) | Heading::Status(_))))
        };
        let own = (at - 1..).take_while(ends).filter(|i| samples[*i].is_some());
        let own: Vec<usize> = own.collect();
        if own.len() == statuses.len() {
            found.extend(own.into_iter().zip(statuses));
        }
    }
    found
}

/// The requests that a page shows, by the block that each begins with.
pub(super) fn shown(page: &Page) -> BTreeMap<usize, request::Shown> {
    let at = |at: usize| match &page.blocks[at].kind {
        Kind::Code { text, .. } => {
            let first = text.lines().next()?;
            let lone = text.lines().count() == 1 && !first.contains("HTTP/1.1");
            let shown = |request, defines| request::Shown { request, count: 1, defines };
            let command = request::curl(text).map(|r| shown(r, false));
            command.or_else(|| Some(shown(request::line(first)?, lone)))
        }
        kind => text_of(kind).and_then(|_| request::text(&texts(page, at, 60))),
    };
    let found: BTreeMap<_, _> = (0..page.blocks.len()).filter_map(|i| Some((i, at(i)?))).collect();
    if !found.is_empty() {
        return found;
    }
    let said =
        |(at, request)| BTreeMap::from([(at, request::Shown { request, count: 1, defines: true })]);
    said_elsewhere(page).map(said).unwrap_or_default()
}

/// The request of a page that shows none by itself: behind labels, in a sentence, or an address below a sentence with a method.
fn said_elsewhere(page: &Page) -> Option<(usize, Request)> {
    let lines = || page.blocks.iter().enumerate().filter_map(|(i, b)| Some((i, text_of(&b.kind)?)));
    let pairs = page.blocks.iter().enumerate().flat_map(|(at, block)| {
        let pairs = match &block.kind {
            Kind::Table(table) => table
                .rows
                .iter()
                .filter(|r| r.cells.len() == 2 && table.header.is_empty())
                .filter_map(|r| Some((r.cells[0].first()?.as_str(), r.cells[1].first()?.as_str())))
                .collect::<Vec<_>>(),
            kind => {
                let below = page.blocks[at + 1..].iter().filter_map(|b| text_of(&b.kind));
                let below = below.map(str::trim).find(|t| !t.is_empty()).unwrap_or_default();
                let text = text_of(kind).unwrap_or_default();
                let spaced = text.rsplit_once(' ').filter(|(label, _)| label.len() < 20);
                let colon =
                    text.split_once(':').filter(|(_, v)| !v.is_empty() && !v.starts_with('/'));
                [colon.or(Some((text, below))), spaced].into_iter().flatten().collect()
            }
        };
        pairs.into_iter().map(move |pair| (at, pair))
    });
    let mut last = 0;
    let request = request::labelled(pairs.inspect(|(at, _)| last = *at).map(|(_, pair)| pair));
    if let Some(request) = request {
        return Some((last, request));
    }
    if let Some(found) = lines().find_map(|(i, text)| Some((i, request::sentence(text)?))) {
        return Some(found);
    }
    let mut method = None;
    page.blocks.iter().enumerate().find_map(|(at, block)| {
        let text = match &block.kind {
            Kind::Code { text, .. } => text.as_str(),
            kind => text_of(kind)?,
        };
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        method = words.find_map(request::named).or(method);
        let target = text.trim_matches('`').strip_prefix("URL:").unwrap_or(text).trim();
        let lone = target.contains("://") && !target.contains(char::is_whitespace);
        Some((at, request::new(method?, target)?)).filter(|_| lone)
    })
}

/// The requests of a page, and the blocks at which what belongs to one of them begins.
pub(super) fn operations(
    page: &Page,
    shown: &BTreeMap<usize, request::Shown>,
) -> (Vec<Request>, BTreeMap<usize, usize>) {
    let shown: Vec<(usize, Request, bool)> =
        shown.iter().map(|(at, s)| (*at, s.request.clone(), s.defines)).collect();
    let defines = shown.iter().any(|(_, _, defines)| *defines);
    let mut requests: Vec<Request> = Vec::new();
    let mut starts = BTreeMap::new();
    let mut current = None;
    let mut defined: Vec<bool> = Vec::new();
    let mut free = 0;
    for (at, request, defining) in &shown {
        let same = requests.iter().position(|r| r.is_like(request));
        match same {
            Some(index) if Some(index) == current => {
                // The template says more than an example of it.
                if *defining
                    && (!defined[index] || request.variables() > requests[index].variables())
                {
                    requests[index].path.clone_from(&request.path);
                    defined[index] = true;
                }
                requests[index].query.extend(request.query.iter().cloned());
            }
            _ if defines && !defining && (current.is_some() && !ahead(&shown, *at, request)) => {}
            _ => {
                let index = same.unwrap_or_else(|| {
                    requests.push(request.clone());
                    defined.push(*defining);
                    requests.len() - 1
                });
                starts.insert(start(page, *at, free), index);
                current = Some(index);
            }
        }
        free = at + 1;
    }
    // An example, whose template stands elsewhere: in a caption, in a sentence.
    let words = || page.lines.iter().flat_map(|l| l.split(' '));
    let captions = page.blocks.iter().filter_map(|b| match &b.kind {
        Kind::Table(table) => Some(table.caption.split(' ')),
        _ => None,
    });
    let templates: Vec<&str> = words()
        .chain(captions.flatten())
        .map(|w| w.trim_matches(['`', '"', '.', ',']))
        .filter(|w| w.starts_with('/') && w.contains('{'))
        .collect();
    for request in requests.iter_mut().filter(|r| r.variables() == 0) {
        let template = templates.iter().filter_map(|w| request::new(request.method, w)).find(|t| {
            t.is_like(request) && t.path.matches('/').count() == request.path.matches('/').count()
        });
        request.path = template.map_or(std::mem::take(&mut request.path), |t| t.path);
    }
    if requests.len() == 1 {
        starts.clear();
    }
    (requests, starts)
}

/// Whether a request that is only an example is one that the page defines further on.
fn ahead(shown: &[(usize, Request, bool)], at: usize, example: &Request) -> bool {
    shown
        .iter()
        .any(|(other, request, defines)| *other > at && *defines && request.is_like(example))
}

/// Where what belongs to a request begins: at the highest heading above it that is no section and no field, the last of them.
fn start(page: &Page, at: usize, free: usize) -> usize {
    let level = |at: &usize| match &page.blocks[*at].kind {
        Kind::Heading { level, text } if *level > 0 => {
            let field = || field::head(text).is_some_and(|head| is_whole(&head));
            (section::of(text).is_none() && !field()).then_some(*level)
        }
        _ => None,
    };
    let headings = (free..=at).rev().filter_map(|i| Some((level(&i)?, i)));
    headings.min_by_key(|(level, _)| *level).map_or(at, |(_, i)| i)
}

/// Whether a line is a field's name and its type and nothing else, as a heading may be.
pub(super) fn is_whole(head: &Head) -> bool {
    let small = head.field.name.starts_with(char::is_lowercase);
    !head.field.r#type.is_empty() && head.rest.is_empty() && (small || head.marked)
}
