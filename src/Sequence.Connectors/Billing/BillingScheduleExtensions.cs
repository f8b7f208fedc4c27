namespace Sequence.Connectors;

/// <summary>
/// Edits of a schedule that keep its phases in a row. They return a new schedule; <see cref="BillingRules.CheckEdit"/> says
/// whether an active one may be changed so.
/// </summary>
public static class BillingScheduleExtensions
{
    /// <summary>
    /// The schedule with one more phase at its end. An open phase before it ends on the day before, and the schedule ends with
    /// the new phase.
    /// </summary>
    /// <exception cref="ArgumentException">The phase has no start, or does not follow the last phase day by day.</exception>
    public static BillingSchedule AppendPhase(this BillingSchedule schedule, Phase phase)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(phase);
        var start = phase.StartDate ?? throw new ArgumentException("The phase has no start date.", nameof(phase));
        if (schedule.Phases.Count == 0)
        {
            return schedule with { Phases = [phase], StartDate = start, EndDate = phase.EndDate };
        }

        var last = schedule.Phases[^1] with { EndDate = schedule.Phases[^1].EndDate ?? start.PlusDays(-1) };
        if (last.EndDate < last.StartDate || last.EndDate?.PlusDays(1) != start)
        {
            throw new ArgumentException(
                $"The phase starts on {Problems.Text(start)}, which does not follow the last phase day by day.",
                nameof(phase)
            );
        }

        return schedule with { Phases = [.. schedule.Phases.Take(schedule.Phases.Count - 1), last, phase], EndDate = phase.EndDate };
    }

    /// <summary>The schedule with another last day of a phase: the next phase starts the day after, or the schedule ends with it.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="index">The place of the phase, from zero.</param>
    /// <param name="lastDay">The last day, that day included.</param>
    /// <exception cref="ArgumentException">A phase would have no day left.</exception>
    public static BillingSchedule EndPhase(this BillingSchedule schedule, int index, LocalDate lastDay)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var phases = schedule.Phases.ToArray();
        var isLast = index == phases.Length - 1;
        phases[index] = phases[index] with { EndDate = lastDay };
        if (!isLast)
        {
            phases[index + 1] = phases[index + 1] with { StartDate = lastDay.PlusDays(1) };
        }

        if (phases.FirstOrDefault(phase => phase.EndDate < phase.StartDate) is { } empty)
        {
            throw new ArgumentException(
                $"With {Problems.Text(lastDay)} as the last day, the phase from {Problems.Text(empty.StartDate)} to {Problems.Text(empty.EndDate)} has no day left.",
                nameof(lastDay));
        }

        return schedule with { Phases = [.. phases], EndDate = isLast ? lastDay : schedule.EndDate };
    }
}
