//! Plans the tour of one rider: reads the depot and the stops, one `name,latitude,longitude` a line, the depot first, and
//! prints the stops in the order in which to ride, with the metres from the one before.

use std::io::{self, Read};

const EARTH_RADIUS_M: f64 = 6_371_000.0;
/// Streets are longer than the crow flies; measured on forty tours in Ostermoor.
const DETOUR: f64 = 1.32;

#[derive(Debug, Clone, PartialEq)]
struct Stop {
    name: String,
    latitude: f64,
    longitude: f64,
}

impl Stop {
    /// The stop that a line of input describes, or what is wrong with the line.
    fn parse(line: &str) -> Result<Stop, String> {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let [name, latitude, longitude] = cells[..] else {
            return Err(format!("expected name,latitude,longitude: {line}"));
        };
        let degrees = |text: &str| {
            text.parse::<f64>()
                .map_err(|_| format!("not a number of degrees: {text}"))
        };
        Ok(Stop {
            name: name.to_string(),
            latitude: degrees(latitude)?,
            longitude: degrees(longitude)?,
        })
    }
}

/// Metres to ride between two stops: the great-circle distance (haversine formula), stretched by `DETOUR`.
fn distance(a: &Stop, b: &Stop) -> f64 {
    let (lat_a, lat_b) = (a.latitude.to_radians(), b.latitude.to_radians());
    let d_lat = lat_b - lat_a;
    let d_lon = (b.longitude - a.longitude).to_radians();
    let h = (d_lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (d_lon / 2.0).sin().powi(2);
    DETOUR * 2.0 * EARTH_RADIUS_M * h.sqrt().asin()
}

/// A first tour: from the depot always on to the nearest stop that is left.
fn nearest_neighbour(depot: Stop, mut left: Vec<Stop>) -> Vec<Stop> {
    let mut tour = vec![depot];
    while !left.is_empty() {
        let here = &tour[tour.len() - 1];
        let nearest = (0..left.len())
            .min_by(|&i, &j| distance(here, &left[i]).total_cmp(&distance(here, &left[j])))
            .expect("some stop is left");
        tour.push(left.swap_remove(nearest));
    }
    tour
}

/// Improves a tour by 2-opt: wherever two legs cross, the part between them is ridden the other way round. Ends when no
/// exchange saves a metre. The rider does not have to return to the depot at once, so the way home doesn't count.
fn two_opt(tour: &mut [Stop]) {
    loop {
        let mut improved = false;
        for i in 1..tour.len() {
            for j in i + 1..tour.len() {
                let before = distance(&tour[i - 1], &tour[i])
                    + tour.get(j + 1).map_or(0.0, |next| distance(&tour[j], next));
                let after = distance(&tour[i - 1], &tour[j])
                    + tour.get(j + 1).map_or(0.0, |next| distance(&tour[i], next));
                if before - after > 1.0 {
                    tour[i..=j].reverse();
                    improved = true;
                }
            }
        }
        if !improved {
            return;
        }
    }
}

fn length(tour: &[Stop]) -> f64 {
    tour.windows(2).map(|leg| distance(&leg[0], &leg[1])).sum()
}

fn main() -> Result<(), String> {
    let mut input = String::new();
    io::stdin()
        .read_to_string(&mut input)
        .map_err(|error| error.to_string())?;
    let mut stops = input
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(Stop::parse)
        .collect::<Result<Vec<_>, _>>()?;
    if stops.is_empty() {
        return Err("expected the depot in the first line".to_string());
    }
    let depot = stops.remove(0);
    let mut tour = nearest_neighbour(depot, stops);
    two_opt(&mut tour);
    for leg in tour.windows(2) {
        println!("{},{:.0}", leg[1].name, distance(&leg[0], &leg[1]));
    }
    eprintln!("{} stops, {:.1} km", tour.len() - 1, length(&tour) / 1000.0);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(name: &str, latitude: f64, longitude: f64) -> Stop {
        Stop {
            name: name.to_string(),
            latitude,
            longitude,
        }
    }

    #[test]
    fn a_minute_of_latitude_is_a_nautical_mile() {
        let metres = distance(&stop("a", 53.0, 8.0), &stop("b", 53.0 + 1.0 / 60.0, 8.0)) / DETOUR;
        assert!((metres - 1853.0).abs() < 2.0, "{metres}");
    }

    #[test]
    fn two_opt_untangles_a_crossing() {
        let mut tour = vec![
            stop("depot", 0.0, 0.0),
            stop("far", 0.0, 0.03),
            stop("near", 0.0, 0.01),
            stop("end", 0.0, 0.04),
        ];
        let tangled = length(&tour);
        two_opt(&mut tour);
        assert!(length(&tour) < tangled);
        assert_eq!(
            tour.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(),
            ["depot", "near", "far", "end"]
        );
    }

    #[test]
    fn bad_lines_are_named() {
        assert_eq!(
            Stop::parse("Quay 4,53.1"),
            Err("expected name,latitude,longitude: Quay 4,53.1".to_string())
        );
    }
}
