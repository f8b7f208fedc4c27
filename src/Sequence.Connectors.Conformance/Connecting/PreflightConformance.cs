namespace Sequence.Connectors.Conformance;

/// <summary>
/// What examining an account promises. Derive it once for each connector that declares <see cref="ConnectorSurface.Examines"/>.
/// </summary>
/// <param name="harness">The system, with an account in which nothing is wrong.</param>
public abstract class PreflightConformance(ConnectorHarness harness) : ConformanceSuite(harness)
{
    /// <summary>An account in which nothing is wrong shows facts and no problem.</summary>
    [Fact]
    public async Task A_sound_account_has_facts_and_no_problems()
    {
        var report = await RunAsync();

        Assert.NotEmpty(report.Facts);
        Assert.Empty(report.Problems);
        Assert.Equal(report.Facts.Count, report.Facts.Select(fact => fact.Code).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>A person who mends something and looks again sees it: the system is asked each time.</summary>
    [Fact]
    public async Task Asks_the_system_each_time()
    {
        var first = await RunAsync();
        var before = Harness.RequestsSent;

        var second = await RunAsync();

        Assert.True(Harness.RequestsSent > before, "The second examination asked nobody.");
        Assert.Equal(first.Facts.Select(fact => fact.Code), second.Facts.Select(fact => fact.Code));
    }

    private Task<PreflightReport> RunAsync() => Patiently(Session.PreflightAsync(Cancellation));
}
