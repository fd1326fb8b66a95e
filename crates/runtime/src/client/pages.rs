//! Pagination: a stream of items or of pages that follows a list from page to page.

use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::str::FromStr;
use std::task::{Context, Poll};

use futures_core::Stream;
use http::{HeaderMap, header};

use crate::client::api::Transport;
use crate::client::error::Error;
use crate::client::options::CallOptions;
use crate::client::report::Failure;

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
    /// The number of items in the longest page so far.
    most: usize,
}

/// The position of a page: a cursor, an offset, a page number or a URL.
pub type Cursor = String;

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The items, in their order.
    pub items: Vec<T>,
    /// The position of the next page.
    pub next: NextPage,
}

/// The position of the next page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// This cursor or URL; none, or an empty one, on the last page.
    At(Option<Cursor>),
    /// The offset after the items of this page, which has this offset.
    Offset(i64, End),
    /// The page number after this page, which has the first number; the second one is the number of the list's first page.
    Number(i64, i64, End),
}

/// The sign of the last page. An empty page is always the last; without the value in a response, it is the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The last page is the empty one.
    Empty,
    /// Whether there are more items.
    More(Option<bool>),
    /// The number of all items.
    Total(Option<i64>),
    /// The number of all pages.
    Pages(Option<i64>),
}

impl NextPage {
    /// The cursor of the next page; `received` is the number of items in this one, `most` that in the longest one so far.
    fn cursor(self, received: usize, most: usize) -> Option<Cursor> {
        let count = |items: usize| i64::try_from(items).unwrap_or(i64::MAX);
        let (next, end, seen, page) = match self {
            Self::At(cursor) => return cursor.filter(|cursor| !cursor.is_empty()),
            Self::Offset(offset, end) => {
                let next = offset.saturating_add(count(received));
                (next, end, next, 0)
            }
            Self::Number(number, first, end) => {
                let before = number.saturating_sub(first);
                // A page that is shorter than the others is counted after as many of their length.
                let seen = before.saturating_mul(count(most));
                let seen = seen.saturating_add(count(received));
                (number.saturating_add(1), end, seen, before.saturating_add(1))
            }
        };
        let is_last = match end {
            End::Empty => false,
            End::More(more) => more == Some(false),
            End::Total(total) => total.is_some_and(|total| seen >= total),
            End::Pages(pages) => pages.is_some_and(|pages| page >= pages),
        };
        (received > 0 && !is_last).then(|| next.to_string())
    }
}

type Pending<T, E> = Pin<Box<dyn Future<Output = Result<Page<T>, Error<E>>> + Send>>;
type Fetch<T, E> = Box<dyn FnMut(Option<Cursor>) -> Pending<T, E> + Send>;

#[derive(Clone, Debug)]
enum Next {
    First,
    At(Cursor),
    /// Nowhere: the last page names one that came before.
    Circle,
    End,
}

impl<T, E> Pages<T, E> {
    /// Creates a stream of the pages that `fetch` returns. It gets `None` for the first page, and the cursor of each
    /// [following](Page::next) one.
    pub fn new<F, R>(mut fetch: F) -> Self
    where
        F: FnMut(Option<Cursor>) -> R + Send + 'static,
        R: Future<Output = Result<Page<T>, Error<E>>> + Send + 'static,
    {
        Self {
            fetch: Box::new(move |cursor| Box::pin(fetch(cursor))),
            next: Next::First,
            cursor: None,
            pending: None,
            checkpoint: None,
            steps: 0,
            power: 1,
            most: 0,
        }
    }

    /// Starts at a [`resume_token`](Self::resume_token) of a stream with the same arguments.
    pub fn starting_at(mut self, token: impl Into<Cursor>) -> Self {
        self.next = Next::At(token.into());
        self
    }

    /// The same pages with another view of their items and of the provider's error body.
    #[cfg(feature = "erased")]
    pub(crate) fn map<U: 'static, F: 'static>(
        self,
        item: fn(T) -> U,
        error: fn(E) -> F,
    ) -> Pages<U, F>
    where
        T: 'static,
        E: 'static,
    {
        let mut fetch = self.fetch;
        Pages::new(move |cursor| {
            let page = fetch(cursor);
            async move {
                let Page { items, next } = page.await.map_err(|e| e.map(error))?;
                let items = items.into_iter().map(item).collect();
                Ok(Page { items, next })
            }
        })
    }

    /// Returns a stream of the items of these pages.
    pub fn items(self) -> Items<T, E> {
        Items { pages: self, items: VecDeque::new(), current: None }
    }

    /// The position to continue from: the next page, or the one that failed. `None` before the first page and at the
    /// end.
    #[must_use]
    pub fn resume_token(&self) -> Option<&str> {
        match &self.next {
            Next::At(cursor) => Some(cursor),
            Next::First | Next::Circle | Next::End => None,
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
                    Next::Circle => {
                        self.next = Next::End;
                        let problem = "the list goes round in circles: a page names one that came before as the next";
                        return Poll::Ready(Some(Err(Failure::request(problem).into())));
                    }
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
        self.most = self.most.max(items.len());
        self.next = match next.cursor(items.len(), self.most) {
            None => Next::End,
            // The items of this page come first.
            Some(next) if self.is_repeated(&next) => Next::Circle,
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
        if self.items.is_empty() { self.pages.resume_token() } else { self.current.as_deref() }
    }
}

impl<T: Unpin, E> Pages<T, E> {
    /// The next page, if there is one.
    ///
    /// # Errors
    /// The call failed; the next one asks for the same page again.
    pub async fn try_next(&mut self) -> Result<Option<Vec<T>>, Error<E>> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }
}

impl<T: Unpin, E> Items<T, E> {
    /// The next item, if there is one.
    ///
    /// # Errors
    /// The call failed; the next one asks for the same page again.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<E>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
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

/// Reads a resume token as the value of a parameter. Generated code calls it.
///
/// # Errors
/// It is of another list.
#[doc(hidden)]
pub fn resume<T: FromStr, E>(token: &str) -> Result<T, Error<E>> {
    let problem = || Failure::request("the place to go on is none of this list");
    token.parse().map_err(|_| problem().into())
}

/// A number of items or of a page as an integer, whatever its type is. Generated code calls it.
#[doc(hidden)]
pub fn count(value: Option<&impl fmt::Display>) -> Option<i64> {
    value?.to_string().parse().ok()
}

/// The URL with this relation, such as `next`, in the `Link` headers of a response (RFC 8288).
#[must_use]
pub fn next_link(headers: &HeaderMap, relation: &str) -> Option<Cursor> {
    let lines = headers.get_all(header::LINK).iter();
    lines.filter_map(|line| line.to_str().ok()).find_map(|line| {
        // A URL may hold a comma, but no angle bracket.
        line.split('<').skip(1).find_map(|link| {
            let (url, parameters) = link.split_once('>')?;
            let is_wanted = parameters.split([';', ',']).any(|parameter| {
                let Some((name, value)) = parameter.split_once('=') else {
                    return false;
                };
                let relations = value.trim().trim_matches('"');
                name.trim().eq_ignore_ascii_case("rel")
                    && relations
                        .split_ascii_whitespace()
                        .any(|found| found.eq_ignore_ascii_case(relation))
            });
            is_wanted.then(|| url.trim().to_owned())
        })
    })
}

impl Transport {
    /// Returns this transport for a call to the URL of a next page: an absolute URL, or one relative to the URL of the
    /// operation. The call fails if the URL has another origin than the base URL, so no credentials are sent there.
    #[must_use]
    pub fn at(&self, url: impl Into<String>) -> Self {
        let mut options = CallOptions::new();
        options.page = Some(url.into());
        self.with(options)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt, TryStreamExt};

    use super::*;

    type Result = std::result::Result<Page<u64>, Error<()>>;

    fn page(items: &[u64], next: Option<&str>) -> Result {
        Ok(Page { items: items.to_vec(), next: NextPage::At(next.map(str::to_owned)) })
    }

    fn pages(fetch: fn(Option<&str>) -> Result) -> Pages<u64, ()> {
        Pages::new(move |cursor: Option<Cursor>| {
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
        let items: Vec<u64> = pages(three).items().try_collect().await.unwrap();
        assert_eq!(items, [1, 2, 3]);
        let all: Vec<Vec<u64>> = pages(three).try_collect().await.unwrap();
        assert_eq!(all, [vec![1, 2], vec![], vec![3]]);
        let rest: Vec<u64> = pages(three).starting_at("c").items().try_collect().await.unwrap();
        assert_eq!(rest, [3]);
    }

    #[tokio::test]
    async fn a_token_says_where_to_go_on() {
        let mut items = pages(three).items();
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
        let mut items = Pages::new(move |cursor: Option<Cursor>| {
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
        for (fetch, most) in [(same as fn(Option<&str>) -> Result, 4), (circle, 60)] {
            let ends: Vec<_> = pages(fetch).items().take(1000).collect().await;
            assert!(ends.len() < most, "{}", ends.len());
            assert!(ends.last().unwrap().as_ref().unwrap_err().to_string().contains("circles"));
        }
        let long = |cursor: Option<&str>| {
            let number: u64 = cursor.map_or(0, |cursor| cursor.parse().unwrap());
            page(&[number], (number < 5_000).then(|| (number + 1).to_string()).as_deref())
        };
        assert_eq!(pages(long).count().await, 5_001);
    }

    #[test]
    fn offsets_pages_and_links() {
        use NextPage::{At, Number, Offset};
        let check = |next: NextPage, received, most, expected: Option<&str>| {
            assert_eq!(next.clone().cursor(received, most).as_deref(), expected, "{next:?}");
        };
        check(At(Some("a".to_owned())), 0, 0, Some("a"));
        check(At(Some(String::new())), 1, 1, None);
        check(At(None), 1, 1, None);
        check(Offset(0, End::Empty), 10, 10, Some("10"));
        check(Offset(10, End::Empty), 0, 10, None);
        check(Offset(10, End::Total(Some(21))), 10, 10, Some("20"));
        check(Offset(10, End::Total(Some(20))), 10, 10, None);
        check(Offset(10, End::Total(None)), 10, 10, Some("20"));
        check(Offset(10, End::More(Some(true))), 10, 10, Some("20"));
        check(Offset(10, End::More(Some(false))), 10, 10, None);
        check(Number(0, 0, End::Total(Some(25))), 10, 10, Some("1"));
        check(Number(2, 0, End::Total(Some(25))), 5, 10, None);
        check(Number(3, 1, End::Total(Some(31))), 10, 10, Some("4"));
        check(Number(3, 1, End::Pages(Some(3))), 10, 10, None);
        check(Number(2, 0, End::Pages(Some(4))), 10, 10, Some("3"));
        check(Number(1, 1, End::Empty), 10, 10, Some("2"));
        check(Number(2, 1, End::Empty), 0, 10, None);
        check(Offset(i64::MAX, End::Empty), 1, 1, Some("9223372036854775807"));
        let link = |text: &'static str| {
            let headers =
                HeaderMap::from_iter([(header::LINK, header::HeaderValue::from_static(text))]);
            next_link(&headers, "next")
        };
        let two =
            r#"<https://h/a?x=1,2>; rel="prev", <https://h/b?x=3,4>; title="x"; rel="last next""#;
        assert_eq!(link(two).as_deref(), Some("https://h/b?x=3,4"));
        assert_eq!(link("</c>;rel=next").as_deref(), Some("/c"));
        assert_eq!(link(r#"<https://h/a>; rel="prev""#), None);
        assert_eq!(link("nonsense"), None);
    }
}
