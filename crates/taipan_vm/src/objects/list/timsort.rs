//! A stable merge sort that makes use of runs which are in order already, over positions: comparisons may fail, and the
//! slice then still holds each position once.
//!
//! Runs are found or made at least `least` long by binary insertion, merged by the "powersort" rule, and merging gallops
//! once one side wins often. The sequence of comparisons is CPython's, since comparing may run code that shows it.

use crate::Res;

/// How often one side wins in a row before merging gallops.
const GALLOP: usize = 7;

struct Run {
    start: usize,
    len: usize,
    power: u32,
}

struct Sorter<'a, F> {
    items: &'a mut [u32],
    less: F,
    runs: Vec<Run>,
    gallop: usize,
}

/// Sorts positions by `less`.
pub(super) fn sort(items: &mut [u32], less: impl FnMut(u32, u32) -> Res<bool>) -> Res<()> {
    let total = items.len();
    if total < 2 {
        return Ok(());
    }
    let least = least_run(total);
    let mut sorter = Sorter { items, less, runs: Vec::new(), gallop: GALLOP };
    let mut start = 0;
    while start < total {
        let left = total - start;
        let mut len = sorter.natural_run(start, left)?;
        let wanted = least.min(left);
        if len < wanted {
            sorter.insertion(start, len, wanted)?;
            len = wanted;
        }
        sorter.found(start, len)?;
        start += len;
    }
    while sorter.runs.len() > 1 {
        let mut at = sorter.runs.len() - 2;
        if at > 0 && sorter.runs[at - 1].len < sorter.runs[at + 1].len {
            at -= 1;
        }
        sorter.merge_at(at)?;
    }
    Ok(())
}

/// Length that runs should have, between 32 and 64, so that their number is a power of two or a little less.
fn least_run(total: usize) -> usize {
    let mut shift = 0;
    while total >> shift >= 64 {
        shift += 1;
    }
    (total >> shift) + usize::from(total & ((1 << shift) - 1) != 0)
}

impl<F: FnMut(u32, u32) -> Res<bool>> Sorter<'_, F> {
    fn less_at(&mut self, a: usize, b: usize) -> Res<bool> {
        (self.less)(self.items[a], self.items[b])
    }

    /// Length of the run at `start`; a descending one is turned round, keeping equal items in order.
    fn natural_run(&mut self, start: usize, left: usize) -> Res<usize> {
        let end = start + left;
        let mut at = start + 1;
        while at < end && !self.less_at(at, at - 1)? {
            at += 1;
        }
        if at == end {
            return Ok(left);
        }
        if at > start + 1 {
            if self.less_at(start, at - 1)? {
                return Ok(at - start);
            }
            self.items[start..at].reverse();
        }
        at += 1;
        let mut equal = 0;
        while at < end {
            if self.less_at(at, at - 1)? {
                self.items[at - equal - 1..at].reverse();
                equal = 0;
            } else if self.less_at(at - 1, at)? {
                break;
            } else {
                equal += 1;
            }
            at += 1;
        }
        self.items[at - equal - 1..at].reverse();
        self.items[start..at].reverse();
        while at < end && !self.less_at(at, at - 1)? {
            at += 1;
        }
        Ok(at - start)
    }

    /// Sorts `len` items of which the first `sorted` are in order.
    fn insertion(&mut self, start: usize, sorted: usize, len: usize) -> Res<()> {
        for at in start + sorted.max(1)..start + len {
            let pivot = self.items[at];
            let (mut low, mut high) = (start, at);
            while low < high {
                let middle = (low + high - 2 * start) / 2 + start;
                if (self.less)(pivot, self.items[middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.items[low..=at].rotate_right(1);
        }
        Ok(())
    }

    fn found(&mut self, start: usize, len: usize) -> Res<()> {
        if let Some(last) = self.runs.last() {
            let power = power(last.start, last.len, len, self.items.len());
            while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
                self.merge_at(self.runs.len() - 2)?;
            }
            if let Some(last) = self.runs.last_mut() {
                last.power = power;
            }
        }
        self.runs.push(Run { start, len, power: 0 });
        Ok(())
    }

    fn merge_at(&mut self, at: usize) -> Res<()> {
        let second = self.runs.remove(at + 1);
        let first = &mut self.runs[at];
        let (mut start, mut len) = (first.start, first.len);
        first.len += second.len;
        let key = self.items[second.start];
        let skip = after(&mut self.less, key, &self.items[start..start + len], 0)?;
        start += skip;
        len -= skip;
        if len == 0 {
            return Ok(());
        }
        let right = &self.items[second.start..second.start + second.len];
        let right = before(&mut self.less, self.items[start + len - 1], right, second.len - 1)?;
        if right == 0 {
            return Ok(());
        }
        if len <= right { self.merge_low(start, len, right) } else { self.merge_high(start, len, right) }
    }

    /// Merges from the left: the first run is copied out.
    fn merge_low(&mut self, start: usize, len: usize, right: usize) -> Res<()> {
        let first = self.items[start..start + len].to_vec();
        let mut merge = Low { a: 0, b: start + len, end: start + len + right, dest: start };
        let result = merge.run(self, &first);
        let left = &first[merge.a..];
        if merge.b < merge.end && result == Ok(true) {
            self.items.copy_within(merge.b..merge.end, merge.dest);
            merge.dest += merge.end - merge.b;
        }
        self.items[merge.dest..merge.dest + left.len()].copy_from_slice(left);
        result.map(drop)
    }

    /// Merges from the right: the second run is copied out.
    fn merge_high(&mut self, start: usize, len: usize, right: usize) -> Res<()> {
        let second = self.items[start + len..start + len + right].to_vec();
        let mut merge = High { start, a: start + len, b: right, dest: start + len + right };
        let result = merge.run(self, &second);
        if merge.a > start && result == Ok(true) {
            let count = merge.a - start;
            self.items.copy_within(start..merge.a, merge.dest - count);
            merge.dest -= count;
        }
        self.items[merge.dest - merge.b..merge.dest].copy_from_slice(&second[..merge.b]);
        result.map(drop)
    }
}

/// Where a merge from the left stands: `a` in the copy of the first run, `b` in the second, `dest` in the result.
struct Low {
    a: usize,
    b: usize,
    end: usize,
    dest: usize,
}

impl Low {
    fn take_a<F>(&mut self, s: &mut Sorter<'_, F>, first: &[u32], count: usize) {
        s.items[self.dest..self.dest + count].copy_from_slice(&first[self.a..self.a + count]);
        self.a += count;
        self.dest += count;
    }

    fn take_b<F>(&mut self, s: &mut Sorter<'_, F>, count: usize) {
        s.items.copy_within(self.b..self.b + count, self.dest);
        self.b += count;
        self.dest += count;
    }

    /// `true`: one item of the first run is left, which goes after the rest of the second; `false`: the second is used up
    /// (or the first is).
    fn run<F: FnMut(u32, u32) -> Res<bool>>(&mut self, s: &mut Sorter<'_, F>, first: &[u32]) -> Res<bool> {
        self.take_b(s, 1);
        if self.b == self.end {
            return Ok(false);
        }
        if first.len() == 1 {
            return Ok(true);
        }
        let mut gallop = s.gallop;
        loop {
            let (mut won_a, mut won_b) = (0, 0);
            while won_a < gallop && won_b < gallop {
                if (s.less)(s.items[self.b], first[self.a])? {
                    self.take_b(s, 1);
                    (won_a, won_b) = (0, won_b + 1);
                    if self.b == self.end {
                        return Ok(false);
                    }
                } else {
                    self.take_a(s, first, 1);
                    (won_a, won_b) = (won_a + 1, 0);
                    if first.len() - self.a == 1 {
                        return Ok(true);
                    }
                }
            }
            gallop += 1;
            loop {
                gallop -= usize::from(gallop > 1);
                s.gallop = gallop;
                won_a = after(&mut s.less, s.items[self.b], &first[self.a..], 0)?;
                self.take_a(s, first, won_a);
                if won_a > 0 && first.len() - self.a <= 1 {
                    return Ok(first.len() - self.a == 1);
                }
                self.take_b(s, 1);
                if self.b == self.end {
                    return Ok(false);
                }
                won_b = before(&mut s.less, first[self.a], &s.items[self.b..self.end], 0)?;
                self.take_b(s, won_b);
                if self.b == self.end {
                    return Ok(false);
                }
                self.take_a(s, first, 1);
                if first.len() - self.a == 1 {
                    return Ok(true);
                }
                if won_a < GALLOP && won_b < GALLOP {
                    break;
                }
            }
            gallop += 1;
            s.gallop = gallop;
        }
    }
}

/// Where a merge from the right stands; each field is one past the item that comes next.
struct High {
    start: usize,
    a: usize,
    b: usize,
    dest: usize,
}

impl High {
    fn take_a<F>(&mut self, s: &mut Sorter<'_, F>, count: usize) {
        s.items.copy_within(self.a - count..self.a, self.dest - count);
        self.a -= count;
        self.dest -= count;
    }

    fn take_b<F>(&mut self, s: &mut Sorter<'_, F>, second: &[u32], count: usize) {
        s.items[self.dest - count..self.dest].copy_from_slice(&second[self.b - count..self.b]);
        self.b -= count;
        self.dest -= count;
    }

    /// `true`: one item of the second run is left, which goes before the rest of the first.
    fn run<F: FnMut(u32, u32) -> Res<bool>>(&mut self, s: &mut Sorter<'_, F>, second: &[u32]) -> Res<bool> {
        self.take_a(s, 1);
        if self.a == self.start {
            return Ok(false);
        }
        if self.b == 1 {
            return Ok(true);
        }
        let mut gallop = s.gallop;
        loop {
            let (mut won_a, mut won_b) = (0, 0);
            while won_a < gallop && won_b < gallop {
                if (s.less)(second[self.b - 1], s.items[self.a - 1])? {
                    self.take_a(s, 1);
                    (won_a, won_b) = (won_a + 1, 0);
                    if self.a == self.start {
                        return Ok(false);
                    }
                } else {
                    self.take_b(s, second, 1);
                    (won_a, won_b) = (0, won_b + 1);
                    if self.b == 1 {
                        return Ok(true);
                    }
                }
            }
            gallop += 1;
            loop {
                gallop -= usize::from(gallop > 1);
                s.gallop = gallop;
                let left = self.a - self.start;
                let key = second[self.b - 1];
                won_a = left - after(&mut s.less, key, &s.items[self.start..self.a], left - 1)?;
                self.take_a(s, won_a);
                if self.a == self.start {
                    return Ok(false);
                }
                self.take_b(s, second, 1);
                if self.b == 1 {
                    return Ok(true);
                }
                let key = s.items[self.a - 1];
                won_b = self.b - before(&mut s.less, key, &second[..self.b], self.b - 1)?;
                self.take_b(s, second, won_b);
                if won_b > 0 && self.b <= 1 {
                    return Ok(self.b == 1);
                }
                self.take_a(s, 1);
                if self.a == self.start {
                    return Ok(false);
                }
                if won_a < GALLOP && won_b < GALLOP {
                    break;
                }
            }
            gallop += 1;
            s.gallop = gallop;
        }
    }
}

/// Depth at which the boundary between two neighbouring runs stands in a balanced merge tree.
fn power(start: usize, len: usize, next: usize, total: usize) -> u32 {
    let mut a = 2 * start + len;
    let mut b = a + len + next;
    let mut power = 0;
    loop {
        power += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

/// Position in sorted `items` before which `key` goes, left of equal ones; searching in growing steps from `hint`.
fn before(less: &mut impl FnMut(u32, u32) -> Res<bool>, key: u32, items: &[u32], hint: usize) -> Res<usize> {
    let (mut near, mut far) = (0, 1);
    let (mut low, mut high);
    if less(items[hint], key)? {
        let most = items.len() - hint;
        while far < most && less(items[hint + far], key)? {
            near = far;
            far = far * 2 + 1;
        }
        (low, high) = (hint + near + 1, hint + far.min(most));
    } else {
        let most = hint + 1;
        while far < most && !less(items[hint - far], key)? {
            near = far;
            far = far * 2 + 1;
        }
        (low, high) = (hint + 1 - far.min(most), hint - near);
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if less(items[middle], key)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

/// As [`before`], right of equal ones.
fn after(less: &mut impl FnMut(u32, u32) -> Res<bool>, key: u32, items: &[u32], hint: usize) -> Res<usize> {
    let (mut near, mut far) = (0, 1);
    let (mut low, mut high);
    if less(key, items[hint])? {
        let most = hint + 1;
        while far < most && less(key, items[hint - far])? {
            near = far;
            far = far * 2 + 1;
        }
        (low, high) = (hint + 1 - far.min(most), hint - near);
    } else {
        let most = items.len() - hint;
        while far < most && !less(key, items[hint + far])? {
            near = far;
            far = far * 2 + 1;
        }
        (low, high) = (hint + near + 1, hint + far.min(most));
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if less(key, items[middle])? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(high)
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn equal_items_keep_their_order() {
        let mut seed = 12_345_u64;
        for size in [0, 1, 2, 5, 63, 64, 65, 200, 1000, 5000] {
            for modulus in [1, 2, 7, 100, 100_003] {
                let keys: Vec<u64> = (0..size)
                    .map(|n| {
                        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        (seed >> 33) % modulus + if n % 3 == 0 { n / 2 } else { 0 }
                    })
                    .collect();
                let mut order: Vec<u32> = (0..size as u32).collect();
                assert_eq!(sort(&mut order, |a, b| Ok(keys[a as usize] < keys[b as usize])), Ok(()));
                let mut expected: Vec<u32> = (0..size as u32).collect();
                expected.sort_by_key(|at| keys[*at as usize]);
                assert_eq!(order, expected, "{size} {modulus}");
            }
        }
    }
}
