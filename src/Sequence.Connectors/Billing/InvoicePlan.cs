namespace Sequence.Connectors;

/// <summary>
/// The invoices of a schedule, as far as they follow from its dates. What falls on one day is one invoice, across frequencies and
/// billing types. Usage that is billed on demand or with its event has no planned date.
/// </summary>
public static class InvoicePlan
{
    /// <summary>
    /// The invoices up to a day, that day included, in the order of their dates. The schedule must be one that
    /// <see cref="BillingRules"/> finds no fault with.
    /// </summary>
    public static ValueList<PlannedInvoice> Of(BillingSchedule schedule, LocalDate until)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var dates = new SortedDictionary<LocalDate, List<string>>();
        foreach (var price in schedule.Prices)
        {
            foreach (
                var date in Spans(schedule, price.Id)
                    .SelectMany(span => Dates(price, span, until))
                    .Distinct()
                    .Where(date => date <= until)
            )
            {
                if (!dates.TryGetValue(date, out var prices))
                {
                    dates.Add(date, prices = []);
                }

                prices.Add(price.Id);
            }
        }

        return dates.Select(one => new PlannedInvoice(one.Key, one.Value.ToValueList())).ToValueList();
    }

    /// <summary>
    /// The grids of a schedule's phases, by their place: a phase with <see cref="RecurrencePreference.Reset"/> begins one of its
    /// own.
    /// </summary>
    internal static BillingGrid[] Grids(BillingSchedule schedule)
    {
        var grids = new BillingGrid[schedule.Phases.Count];
        for (var i = 0; i < grids.Length; i++)
        {
            var phase = schedule.Phases[i];
            grids[i] = i == 0 ? BillingGrid.From(schedule.StartDate!.Value, schedule.RecurrenceDayOfMonth)
                : phase.Recurrence == RecurrencePreference.Reset ? BillingGrid.From(phase.StartDate!.Value)
                : grids[i - 1];
        }

        return grids;
    }

    // A price that goes on from phase to phase in one grid is billed as if there were one phase.
    private static List<Span> Spans(BillingSchedule schedule, string priceId)
    {
        var grids = Grids(schedule);
        var spans = new List<Span>();
        for (var i = 0; i < grids.Length; i++)
        {
            var phase = schedule.Phases[i];
            if (!phase.PriceIds.Contains(priceId))
            {
                continue;
            }

            var goesOn = spans is [.., var last] && last.End?.PlusDays(1) == phase.StartDate && ReferenceEquals(last.Grid, grids[i]);
            var span = new Span(grids[i], goesOn ? spans[^1].Start : phase.StartDate!.Value, phase.EndDate);
            spans.RemoveRange(spans.Count - (goesOn ? 1 : 0), goesOn ? 1 : 0);
            spans.Add(span);
        }

        return spans;
    }

    private static IEnumerable<LocalDate> Dates(Price price, Span span, LocalDate until)
    {
        var dates =
            price.BillingFrequency == BillingFrequency.OneTime
                ? [span.Start]
                : Dates(price.BillingFrequency, price.BillingType, span, until);
        return price is Price.SeatBased seats
            ? dates.Concat(Dates(OverageFrequency(seats), BillingType.InArrears, span, until))
            : dates;
    }

    private static IEnumerable<LocalDate> Dates(BillingFrequency frequency, BillingType type, Span span, LocalDate until)
    {
        for (var day = span.Start; day <= until && !(span.End < day);)
        {
            if (span.Grid.PeriodOf(day, frequency) is not { } period)
            {
                yield break;
            }

            yield return type == BillingType.InAdvance ? day : period.End.PlusDays(1);
            day = period.End.PlusDays(1);
        }
    }

    // Seats above the minimum may be billed more often than the minimum itself, and then after they were used.
    private static BillingFrequency OverageFrequency(Price.SeatBased price) => price.OverageFrequency switch
    {
        Recurrence.Monthly => BillingFrequency.Monthly,
        Recurrence.Quarterly => BillingFrequency.Quarterly,
        Recurrence.HalfYearly => BillingFrequency.HalfYearly,
        Recurrence.Yearly => BillingFrequency.Yearly,
        _ => BillingFrequency.Unknown,
    };

    private sealed record Span(BillingGrid Grid, LocalDate Start, LocalDate? End);
}
