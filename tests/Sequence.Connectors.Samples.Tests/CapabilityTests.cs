using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Samples.Tests;

public sealed class CapabilityTests
{
    private const string Begin = "<!-- capabilities -->";
    private const string End = "<!-- /capabilities -->";

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/connectors/quickbooks.md")]
    public void Documentation_shows_what_is_declared(string page)
    {
        using var services = new ServiceCollection()
            .AddSequenceConnectors(connectors => connectors.AddQuickBooks(quickbooks => quickbooks.App("sandbox", app => app.ClientId = "id")))
            .BuildServiceProvider();
        var declared = services.GetRequiredService<SequenceConnectors>().Describe();

        var text = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), page)).ReplaceLineEndings("\n");

        Assert.True(
            text.Contains($"{Begin}\n\n{declared}\n{End}", StringComparison.Ordinal),
            $"Put this into {page}, between {Begin} and {End}, with an empty line on either side:\n\n{declared}");
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Sequence.Connectors.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
