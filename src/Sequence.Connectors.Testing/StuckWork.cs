using System.Text;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Testing;

/// <summary>Knows what keeps the engine from coming to rest.</summary>
internal static class StuckWork
{
    private const int MostLines = 20;
    private const int MostProblems = 10_000;

    /// <summary>
    /// Whether all that is tried again is tried in vain until a person helps. A reaction that fails is given up after some tries, and
    /// waits for nobody before.
    /// </summary>
    public static async Task<bool> IsForPeopleAsync(SyncEngine engine, CancellationToken cancellationToken)
    {
        var problems = await engine.Problems.ListAsync(max: MostProblems, cancellationToken: cancellationToken).ConfigureAwait(false);
        var retried = problems.Where(one => one.NextAttemptAt is not null).ToList();
        return retried.Count > 0 && retried.All(one => one.FixedBy == FixedBy.Tenant || (one.IsOutgoing && one.FixedBy != FixedBy.Itself));
    }

    public static async Task<string> DescribeAsync(SyncEngine engine, Instant now, CancellationToken cancellationToken)
    {
        var problems = await engine.Problems.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var text = new StringBuilder($"The engine does not come to rest; by the simulated clock it is {now}. ");
        text.Append(problems.Count == 0 ? "No problem is known; something is done again and again without an end." : "What is stuck:");
        foreach (var problem in problems.OrderBy(one => one.NextAttemptAt is null).Take(MostLines))
        {
            text.Append('\n').Append(Line(problem));
        }

        return problems.Count > MostLines ? text.Append($"\n  ... and {problems.Count - MostLines} more").ToString() : text.ToString();
    }

    private static string Line(SyncProblem problem)
    {
        var what = $"{problem.RecordType.Name} '{problem.LocalId ?? problem.ExternalId}'";
        var doing = problem.IsOutgoing ? $"{problem.Verb} {what}" : $"looking at {what}";
        var next = problem.NextAttemptAt is { } at ? $"next attempt {at}" : $"waits for {problem.FixedBy}";
        return $"  {doing}, {problem.Tries} tries, {next}: {string.Join(' ', problem.Problems.Select(one => $"{one.Code}: {one.Message}"))}";
    }
}
