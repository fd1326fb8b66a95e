//! Pagination: a stream of items or of pages that follows a list from page to page.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use http::{HeaderMap, Method, header};

use crate::client::api::Transport;
use crate::client::error::Error;
use crate::client::report::Failure;
use crate::client::request::RequestBuilder;

/// A `Stream` of the items of a list, which follows its pages. It holds one page in memory.
///
/// [`resume_token`](Self::resume_token) allows another process to continue later. After an error it is the page that
/// failed, which the next poll requests again.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Items<T, E> {
    pages: Pages<T, E>,
    /// The remaining items of the current page.
    items: VecDeque<T>,
    /// The position of the current page.
    current: Option<Cursor>,
}

/// A `Stream` of the pages of a list.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Pages<T, E> {
    fetch: Fetch<T, E>,
    /// The page that comes next: the first one, one by its cursor, or none.
    next: Next,
    /// The cursor of the page that is being fetched or was fetched last.
    cursor: Option<Cursor>,
    pending: Option<Pending<T, E>>,
    /// The cursor that later ones are compared with: if one comes again, the list goes round in circles. Brent's algorithm
    /// finds that with one cursor in memory.
    checkpoint: Option<Cursor>,
    steps: u64,
    power: u64,
}

/// The position of a page: a cursor, an offset, a page number or a URL.
pub type Cursor = String;

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The items, in their order.
    pub items: Vec<T>,
    /// The position of the next page, if there is one.
    pub next: Option<Cursor>,
}

type Pending<T, E> = Pin<Box<dyn Future<Output = Result<Page<T>, Error<E>>> + Send>>;
type Fetch<T, E> = Box<dyn FnMut(Option<Cursor>) -> Pending<T, E> + Send>;

#[derive(Clone, Debug)]
enum Next {
    First,
    At(Cursor),
    End,
}

impl<T, E> Pages<T, E> {
    /// Creates a stream of the pages that `fetch` returns. It gets `None` for the first page, and [`next`](Page::next)
    /// of a page for the following one. `start` is a resume token.
    pub fn new<F, R>(start: Option<Cursor>, mut fetch: F) -> Self
    where
        F: FnMut(Option<Cursor>) -> R + Send + 'static,
        R: Future<Output = Result<Page<T>, Error<E>>> + Send + 'static,
    {
        Self {
            fetch: Box::new(move |cursor| Box::pin(fetch(cursor))),
            next: start.map_or(Next::First, Next::At),
            cursor: None,
            pending: None,
            checkpoint: None,
            steps: 0,
            power: 1,
        }
    }

    /// Returns a stream of the items of these pages.
    pub fn items(self) -> Items<T, E> {
        Items {
            pages: self,
            items: VecDeque::new(),
            current: None,
        }
    }

    /// The position to continue from: the next page, or the one that failed. `None` before the first page and at the
    /// end.
    #[must_use]
    pub fn resume_token(&self) -> Option<&str> {
        match &self.next {
            Next::At(cursor) => Some(cursor),
            Next::First | Next::End => None,
        }
    }

    /// Whether a page was found before by this cursor.
    fn is_repeated(&mut self, cursor: &Cursor) -> bool {
        if self.checkpoint.as_ref() == Some(cursor) || self.cursor.as_ref() == Some(cursor) {
            return true;
        }
        self.steps += 1;
        if self.steps == self.power {
            self.power = self.power.saturating_mul(2);
            self.steps = 0;
            self.checkpoint = Some(cursor.clone());
        }
        false
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<T>, Error<E>>>> {
        let pending = match &mut self.pending {
            Some(pending) => pending,
            None => {
                let cursor = match &self.next {
                    Next::End => return Poll::Ready(None),
                    Next::First => None,
                    Next::At(cursor) => Some(cursor.clone()),
                };
                self.cursor.clone_from(&cursor);
                self.pending.insert((self.fetch)(cursor))
            }
        };
        let result = match pending.as_mut().poll(context) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(result) => result,
        };
        self.pending = None;
        // After an error `next` still names the page that failed.
        let Page { items, next } = match result {
            Ok(page) => page,
            Err(error) => return Poll::Ready(Some(Err(error))),
        };
        self.next = match next {
            None => Next::End,
            Some(next) if self.is_repeated(&next) => {
                self.next = Next::End;
                let problem =
                    "the list goes round in circles: a page names one that came before as the next";
                return Poll::Ready(Some(Err(Failure::request(problem).into())));
            }
            Some(next) => Next::At(next),
        };
        Poll::Ready(Some(Ok(items)))
    }
}

impl<T, E> Items<T, E> {
    /// The position to continue from: the page of the next item. Its earlier items are returned again. `None` before
    /// the second page and at the end.
    #[must_use]
    pub fn resume_token(&self) -> Option<&str> {
        if self.items.is_empty() {
            self.pages.resume_token()
        } else {
            self.current.as_deref()
        }
    }
}

impl<T: Unpin, E> Stream for Pages<T, E> {
    type Item = Result<Vec<T>, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<T: Unpin, E> Stream for Items<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match self.pages.poll_page(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(items))) => {
                    self.items = items.into();
                    self.current = self.pages.cursor.clone();
                }
            }
        }
    }
}

impl<T, E> fmt::Debug for Pages<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<T, E> fmt::Debug for Items<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

/// The offset of the next page: `None` after an empty page, or when all of `total` were seen.
#[must_use]
pub fn next_offset(offset: u64, received: usize, total: Option<u64>) -> Option<Cursor> {
    let next = offset.saturating_add(received as u64);
    let more = received > 0 && total.is_none_or(|total| next < total);
    more.then(|| next.to_string())
}

/// The number of the next page: `None` after an empty page, or after the last.
#[must_use]
pub fn next_page(page: u64, received: usize, last: Option<u64>) -> Option<Cursor> {
    let more = received > 0 && last.is_none_or(|last| page < last);
    more.then(|| page.saturating_add(1).to_string())
}

/// The URL with `rel="next"` in the `Link` headers of a response (RFC 8288).
#[must_use]
pub fn next_link(headers: &HeaderMap) -> Option<Cursor> {
    let lines = headers.get_all(header::LINK).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .find_map(|line| {
            // A URL may hold a comma, but no angle bracket.
            line.split('<').skip(1).find_map(|link| {
                let (url, parameters) = link.split_once('>')?;
                let is_next = parameters.split([';', ',']).any(|parameter| {
                    let Some((name, value)) = parameter.split_once('=') else {
                        return false;
                    };
                    let relations = value.trim().trim_matches('"');
                    name.trim().eq_ignore_ascii_case("rel")
                        && relations
                            .split_ascii_whitespace()
                            .any(|relation| relation.eq_ignore_ascii_case("next"))
                });
                is_next.then(|| url.trim().to_owned())
            })
        })
}

impl Transport {
    /// Starts a `GET` of the URL of a next page: an absolute URL, or a path of the host.
    ///
    /// # Errors
    /// Returns an error if the URL has another origin than the base URL.
    pub fn follow<E>(&self, url: &str) -> Result<RequestBuilder, Error<E>> {
        let base = &self.site.url;
        let away = || {
            Failure::request(
                "the URL of the next page leads away from the base URL, and is not followed",
            )
        };
        let joined = base.join(url).map_err(|_| away())?;
        let prefix = base.path().trim_end_matches('/');
        let path = joined.path().strip_prefix(prefix).ok_or_else(away)?;
        let plain = joined.username().is_empty() && joined.password().is_none();
        if joined.origin() != base.origin() || !path.starts_with('/') || !plain {
            return Err(away().into());
        }
        let request = self.request(Method::GET, path);
        Ok(joined
            .query_pairs()
            .fold(request, |request, (name, value)| {
                request.query_pair(&name, &*value)
            }))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt, TryStreamExt};

    use super::*;

    type Result = std::result::Result<Page<u64>, Error<()>>;

    fn page(items: &[u64], next: Option<&str>) -> Result {
        Ok(Page {
            items: items.to_vec(),
            next: next.map(str::to_owned),
        })
    }

    fn pages(start: Option<&str>, fetch: fn(Option<&str>) -> Result) -> Pages<u64, ()> {
        Pages::new(start.map(str::to_owned), move |cursor| {
            let page = fetch(cursor.as_deref());
            async move { page }
        })
    }

    fn three(cursor: Option<&str>) -> Result {
        match cursor {
            None => page(&[1, 2], Some("b")),
            Some("b") => page(&[], Some("c")),
            Some("c") => page(&[3], None),
            _ => panic!("{cursor:?}"),
        }
    }

    #[tokio::test]
    async fn items_follow_their_pages() {
        let items: Vec<u64> = pages(None, three).items().try_collect().await.unwrap();
        assert_eq!(items, [1, 2, 3]);
        let all: Vec<Vec<u64>> = pages(None, three).try_collect().await.unwrap();
        assert_eq!(all, [vec![1, 2], vec![], vec![3]]);
        let rest: Vec<u64> = pages(Some("c"), three).items().try_collect().await.unwrap();
        assert_eq!(rest, [3]);
    }

    #[tokio::test]
    async fn a_token_says_where_to_go_on() {
        let mut items = pages(None, three).items();
        assert_eq!(items.resume_token(), None);
        items.next().await;
        // The first page has no token: start again.
        assert_eq!(items.resume_token(), None);
        items.next().await;
        assert_eq!(items.resume_token(), Some("b"));
        items.next().await;
        assert_eq!(items.resume_token(), None);
        assert!(items.next().await.is_none());
    }

    #[tokio::test]
    async fn an_error_keeps_the_token_and_can_be_tried_again() {
        let mut failures = 1;
        let mut items = Pages::new(None, move |cursor: Option<Cursor>| {
            let fails = cursor.is_some() && failures > 0;
            if fails {
                failures -= 1;
            }
            async move {
                if fails {
                    return Err(Error::<()>::from(Failure::request("broken")));
                }
                three(cursor.as_deref())
            }
        })
        .items();
        assert!(items.next().await.unwrap().is_ok() && items.next().await.unwrap().is_ok());
        assert!(items.next().await.unwrap().is_err());
        assert_eq!(items.resume_token(), Some("b"));
        assert_eq!(items.next().await.unwrap().unwrap(), 3);
    }

    #[tokio::test]
    async fn a_circle_ends_with_an_error() {
        let same = |_: Option<&str>| page(&[1], Some("a"));
        let circle = |cursor: Option<&str>| {
            let number: u64 = cursor.map_or(0, |cursor| cursor.parse().unwrap());
            // A tail of 5 pages, and then a circle of 7.
            let next = if number == 11 { 5 } else { number + 1 };
            page(&[number], Some(&next.to_string()))
        };
        for (fetch, most) in [(same as fn(Option<&str>) -> Result, 3), (circle, 60)] {
            let ends: Vec<_> = pages(None, fetch).items().take(1000).collect().await;
            assert!(ends.len() < most, "{}", ends.len());
            assert!(
                ends.last()
                    .unwrap()
                    .as_ref()
                    .unwrap_err()
                    .to_string()
                    .contains("circles")
            );
        }
        let long = |cursor: Option<&str>| {
            let number: u64 = cursor.map_or(0, |cursor| cursor.parse().unwrap());
            page(
                &[number],
                (number < 5_000)
                    .then(|| (number + 1).to_string())
                    .as_deref(),
            )
        };
        assert_eq!(pages(None, long).count().await, 5_001);
    }

    #[test]
    fn offsets_pages_and_links() {
        assert_eq!(next_offset(0, 10, None).as_deref(), Some("10"));
        assert_eq!(next_offset(10, 10, Some(20)), None);
        assert_eq!(next_offset(10, 0, Some(20)), None);
        assert_eq!(next_page(1, 10, None).as_deref(), Some("2"));
        assert_eq!(next_page(2, 10, Some(2)), None);
        assert_eq!(next_page(2, 0, None), None);
        let link = |text: &'static str| {
            let headers =
                HeaderMap::from_iter([(header::LINK, header::HeaderValue::from_static(text))]);
            next_link(&headers)
        };
        let two =
            r#"<https://h/a?x=1,2>; rel="prev", <https://h/b?x=3,4>; title="x"; rel="last next""#;
        assert_eq!(link(two).as_deref(), Some("https://h/b?x=3,4"));
        assert_eq!(link("</c>;rel=next").as_deref(), Some("/c"));
        assert_eq!(link(r#"<https://h/a>; rel="prev""#), None);
        assert_eq!(link("nonsense"), None);
    }
}
