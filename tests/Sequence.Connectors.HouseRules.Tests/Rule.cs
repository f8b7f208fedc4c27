namespace Sequence.Connectors.HouseRules.Tests;

/// <summary>Says where a rule is broken and what to do.</summary>
internal static class Rule
{
    /// <summary>Fails with the fix and every place where the rule is broken.</summary>
    public static void Holds(string fix, IEnumerable<string> broken)
    {
        var places = broken.ToArray();
        Assert.True(places.Length == 0, $"{fix}\n  {string.Join("\n  ", places)}");
    }
}
