namespace Quickstart;

/// <summary>A request whose effects are not all known.</summary>
/// <param name="attempt">The request, as it is given back to be settled.</param>
/// <param name="waiting">The keys of the intents in it whose outcome is not recorded.</param>
internal sealed class OpenAttempt(WriteAttempt attempt, HashSet<string> waiting)
{
    public WriteAttempt Attempt { get; set; } = attempt;

    public HashSet<string> Waiting { get; } = waiting;
}
