namespace Sequence.Connectors;

/// <summary>
/// What the phases of a schedule or a quote must keep: a row of days without gaps, and terms that refer to prices of their phase.
/// </summary>
internal static class PhaseRules
{
    public static void Check(ValueList<Phase> phases, ValueList<Price> prices, List<Problem> problems)
    {
        var known = prices.Select(price => price.Id).ToHashSet(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < phases.Count; i++)
        {
            var phase = phases[i];
            var path = $"Phases[{i}]";
            if (phase.Id is not null && !ids.Add(phase.Id))
            {
                problems.Add(Problems.Of("phase.id.duplicate", $"{path}.Id", $"Two phases have the id '{phase.Id}'."));
            }

            CheckDates(phase, isLast: i == phases.Count - 1, path, problems);
            CheckOrder(i == 0 ? null : phases[i - 1], phase, path, problems);
            CheckPrices(phase, known, path, problems);
            TermRules.Check(phase, prices, path, problems);
        }
    }

    private static void CheckDates(Phase phase, bool isLast, string path, List<Problem> problems)
    {
        if (phase.StartDate is null)
        {
            problems.Add(Problems.Of("phase.start.missing", $"{path}.StartDate", "The phase has no start date."));
        }

        if (phase.EndDate < phase.StartDate)
        {
            problems.Add(Problems.Of(
                "phase.dates.reversed",
                $"{path}.EndDate",
                $"The phase ends on {Problems.Text(phase.EndDate)}, before it starts on {Problems.Text(phase.StartDate)}."));
        }

        if (phase.EndDate is null && !isLast)
        {
            problems.Add(
                Problems.Of("phase.end.missing", $"{path}.EndDate", "The phase has no end date; only the last phase may be open.")
            );
        }
    }

    private static void CheckOrder(Phase? before, Phase phase, string path, List<Problem> problems)
    {
        if (before?.EndDate is not { } ended || phase.StartDate is not { } start)
        {
            return;
        }

        if (start <= ended)
        {
            problems.Add(Problems.Of(
                "phase.overlap",
                $"{path}.StartDate",
                $"The phase starts on {Problems.Text(start)}, but the one before it ends on {Problems.Text(ended)}.",
                $"Start it on {Problems.Text(ended.PlusDays(1))}."));
        }
        else if (start > ended.PlusDays(1))
        {
            problems.Add(Problems.Of(
                "phase.gap",
                $"{path}.StartDate",
                $"No phase covers the days between {Problems.Text(ended)} and {Problems.Text(start)}.",
                $"Start the phase on {Problems.Text(ended.PlusDays(1))}."));
        }
    }

    private static void CheckPrices(Phase phase, HashSet<string> known, string path, List<Problem> problems)
    {
        for (var i = 0; i < phase.PriceIds.Count; i++)
        {
            if (!known.Contains(phase.PriceIds[i]))
            {
                problems.Add(
                    Problems.Of(
                        "phase.price.unknown",
                        $"{path}.PriceIds[{i}]",
                        $"The phase bills the price '{phase.PriceIds[i]}', which the schedule does not have."
                    )
                );
            }
        }
    }
}
