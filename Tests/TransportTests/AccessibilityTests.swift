import Foundation
import Testing
import Transport

@Suite("Accessibility")
struct AccessibilityTests {
    let hours = [0, 1, 2, 4, Double.infinity]
    let masses = [5.0, 10, 20, 40, 80]

    @Test("the measures are their formulas, the place itself and what cannot be reached left out")
    func formulas() {
        let mean = accessibility(.weightedMeanTime, hours: hours, masses: masses, from: 0)
        // (1 · 10 + 2 · 20 + 4 · 40) / 70
        #expect(mean.value == 3 && mean.reached == 3 && mean.massShare == 70.0 / 150)
        let potential = accessibility(.potential(.power(1)), hours: hours, masses: masses, from: 0)
        #expect(potential.value == 30)
        let squared = accessibility(.potential(.power(2)), hours: hours, masses: masses, from: 0)
        #expect(abs((squared.value ?? 0) - 17.5) < 1e-12)
        let exponential = accessibility(.potential(.exponential(hours: 2)), hours: hours, masses: masses, from: 0)
        let (near, middle, far) = (10 * exp(-0.5), 20 * exp(-1.0), 40 * exp(-2.0))
        #expect(abs((exponential.value ?? 0) - (near + middle + far)) < 1e-12)
        let gaussian = accessibility(.potential(.gaussian(hours: 2)), hours: hours, masses: masses, from: 0)
        let (first, second, third) = (10 * exp(-0.125), 20 * exp(-0.5), 40 * exp(-2.0))
        #expect(abs((gaussian.value ?? 0) - (first + second + third)) < 1e-12)
        let daily = accessibility(.daily(hours: 2), hours: hours, masses: masses, from: 0)
        #expect(daily.value == 30 && daily.reached == 2)
    }

    @Test("a gain is positive where a place came nearer, and the nearest stand first")
    func gains() {
        #expect(AccessibilityMeasure.weightedMeanTime.gain(before: 4, after: 3) == 25)
        #expect(AccessibilityMeasure.potential(.power(1)).gain(before: 4, after: 3) == -25)
        #expect(AccessibilityMeasure.daily(hours: 2).gain(before: 0, after: 3) == nil)
        #expect(AccessibilityMeasure.daily(hours: 2).gain(before: nil, after: 3) == nil)
        let values: [Double?] = [2, nil, 5, 2, nil]
        #expect(AccessibilityMeasure.weightedMeanTime.nearestFirst(values) == [0, 3, 2, 1, 4])
        #expect(AccessibilityMeasure.potential(.power(1)).nearestFirst(values) == [2, 0, 3, 1, 4])
    }

    @Test("its own mass counts at the hours inside; no distance has no potential; nothing reached has no mean")
    func edges() {
        let inside = accessibility(.potential(.power(1)), hours: hours, masses: masses, from: 0, inside: 0.5)
        #expect(inside.value == 40 && inside.reached == 4)
        #expect(accessibility(.daily(hours: 0.4), hours: hours, masses: masses, from: 0, inside: 0.5).value == 0)
        #expect(accessibility(.potential(.power(1)), hours: hours, masses: masses, from: 0, inside: 0).value == nil)
        #expect(
            accessibility(.potential(.exponential(hours: 1)), hours: hours, masses: masses, from: 0, inside: 0).value
                != nil)
        let alone = accessibility(.weightedMeanTime, hours: [0, .infinity], masses: [1, 1], from: 0)
        #expect(alone.value == nil && alone.reached == 0 && alone.massShare == 0)
        // A place without mass weighs nothing, whatever its distance.
        #expect(accessibility(.potential(.power(1)), hours: [0, 0, 2], masses: [1, 0, 4], from: 0).value == 2)
    }

    @Test(
        """
        scaling: twice the mass is twice the potential and the same mean; twice the hours is half the potential \
        and twice the mean
        """
    )
    func scaling() {
        let doubled = masses.map { 2 * $0 }
        let slower = hours.map { 2 * $0 }
        for place in 0..<4 {
            func value(_ measure: AccessibilityMeasure, _ hours: [Double], _ masses: [Double]) -> Double {
                accessibility(measure, hours: hours.map { abs($0 - self.hours[place]) }, masses: masses, from: place)
                    .value ?? .nan
            }
            #expect(value(.potential(.power(1)), hours, doubled) == 2 * value(.potential(.power(1)), hours, masses))
            #expect(value(.weightedMeanTime, hours, doubled) == value(.weightedMeanTime, hours, masses))
        }
        #expect(
            accessibility(.potential(.power(1)), hours: slower, masses: masses, from: 0).value
                == 0.5 * (accessibility(.potential(.power(1)), hours: hours, masses: masses, from: 0).value ?? 0))
    }
}
