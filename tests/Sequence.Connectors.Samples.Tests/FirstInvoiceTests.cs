namespace Sequence.Connectors.Samples.Tests;

public sealed class FirstInvoiceTests
{
    [Fact]
    public async Task Creates_an_invoice_and_prints_its_link()
    {
        using var folder = new TemporaryFolder();

        var (code, output, errors) = await SampleProcess.RunAsync("FirstInvoice", folder.Path);

        Assert.Equal((0, ""), (code, errors));
        Assert.Matches(
            @"^Created for Cool Cars: https://app\.sandbox\.qbo\.intuit\.com/app/login\?pagereq=invoice%3FtxnId%3D\d+&deeplinkcompanyid=\d+\s$",
            output
        );
    }
}
