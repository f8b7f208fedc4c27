using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Samples.Tests;

public sealed class CapabilityTests
{
    private const string Begin = "<!-- capabilities -->";
    private const string End = "<!-- /capabilities -->";

    [Theory]
    [InlineData("README.md", true, true)]
    [InlineData("docs/connectors/quickbooks.md", true, false)]
    [InlineData("docs/connectors/xero.md", false, true)]
    public void Documentation_shows_what_is_declared(string page, bool quickBooks, bool xero)
    {
        using var services = new ServiceCollection()
            .AddSequenceConnectors(connectors => Add(connectors, quickBooks, xero))
            .BuildServiceProvider();
        var declared = services.GetRequiredService<SequenceConnectors>().Describe();

        var text = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), page)).ReplaceLineEndings("\n");

        Assert.True(
            text.Contains($"{Begin}\n\n{declared}\n{End}", StringComparison.Ordinal),
            $"Put this into {page}, between {Begin} and {End}, with an empty line on either side:\n\n{declared}");
    }

    private static void Add(SequenceConnectorsBuilder connectors, bool quickBooks, bool xero)
    {
        if (quickBooks)
        {
            connectors.AddQuickBooks(options => options.App("sandbox", app => app.ClientId = "id"));
        }

        if (xero)
        {
            connectors.AddXero(options => options.App("sandbox", app => app.ClientId = "id"));
        }
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Sequence.Connectors.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
