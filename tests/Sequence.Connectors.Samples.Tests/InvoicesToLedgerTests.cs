namespace Sequence.Connectors.Samples.Tests;

public sealed class InvoicesToLedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task Keeps_both_sides_in_step_and_writes_nothing_in_the_second_run()
    {
        var first = await RunAsync();

        Assert.Matches(
            @"waits +Invoice inv_3, for Finance to mend\s+reference\.unlinked: Invoice 'inv_3' needs Customer 'cus_contoso'",
            first
        );
        Assert.Matches(@"refused +Invoice inv_4, for Finance to mend\s+number\.too_long: ", first);
        Assert.Matches(@"created +Invoice inv_4 \(Finalized\) +https://\S+txnId%3D\d+", first);
        Assert.Matches(@"part paid +INV-1001 +200\.00 of 499\.00 USD", first);
        Assert.Matches(@"paid +INV-1002 +1250\.00 of 1250\.00 USD", first);
        Assert.Matches(@"sent +INV-1003", first);
        Assert.Matches(@"voided +INV-1004", first);
        Assert.Contains("7 created, 0 updated, 0 unchanged, 0 open;", first, StringComparison.Ordinal);
        Assert.Contains("QuickBooks has 4 invoices of ours.", first, StringComparison.Ordinal);

        var second = await RunAsync();

        Assert.Matches(@"  0 created, 0 updated, \d+ unchanged, 0 open; 0 requests wrote; QuickBooks has 4 invoices of ours\.", second);
        Assert.Matches(@"part paid +INV-1001 +200\.00 of 499\.00 USD", second);
    }

    private async Task<string> RunAsync()
    {
        var (code, output, errors) = await SampleProcess.RunAsync("InvoicesToLedger", _folder.Path);
        Assert.Equal((0, ""), (code, errors));
        return output;
    }
}
