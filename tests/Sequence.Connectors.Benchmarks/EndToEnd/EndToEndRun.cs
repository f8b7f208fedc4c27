using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// 100,000 customers over loopback: fetched and mapped through the public session, against fetching them and looking at nothing.
/// </summary>
internal static class EndToEndRun
{
    private const int Pages = 100;
    private const int PageSize = 1000;
    private const int Rounds = 15;

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        using var server = CannedProcess.Start(Pages, PageSize);
        var (drain, ours) = (Spent.Most, Spent.Most);
        for (var round = 0; round < Rounds; round++)
        {
            drain = drain.OrLess(await Spent.OnAsync(() => DrainAsync(server.Address, $"drain{round}", cancellationToken)));
            ours = ours.OrLess(await Spent.OnAsync(() => ReadAsync(server.Address, $"ours{round}", cancellationToken)));
        }

        using var self = Process.GetCurrentProcess();
        output.WriteLine($"{Pages * PageSize:N0} customers in pages of {PageSize:N0} over loopback ({Rounds} rounds in turns, fastest)");
        output.WriteLine($"  drained with HttpClient            {drain}");
        output.WriteLine($"  fetched and mapped by the session  {ours}");
        output.WriteLine($"  of which ours                      {ours - drain}");
        output.WriteLine($"  peak memory of the process         {self.PeakWorkingSet64 / (1024 * 1024),8:N0} MB");
        output.WriteLine();
        await RequestsAsync(server.Address, output, cancellationToken);
    }

    /// <summary>How many requests it takes.</summary>
    private static async Task RequestsAsync(Uri address, TextWriter output, CancellationToken cancellationToken)
    {
        await using var host = Host.Create(address);
        var session = await Host.OpenAsync(host, "requests", cancellationToken);
        await foreach (var page in session.Customers.ReadAsync(cancellationToken: cancellationToken))
        {
        }

        var reads = host.GetRequiredService<CallCounter>().Of(session.Connection).Requests;
        var plan = await session.Invoices.PlanAsync(HostInvoices.Intents(1000, lines: 1), cancellationToken);
        output.WriteLine("Requests");
        output.WriteLine($"  {Pages * PageSize:N0} customers read             {reads,8} queries, the one that finds the end included");
        output.WriteLine($"  1,000 invoices planned             {plan.Requests.Count,8} batches of at most 30");
    }

    private static async Task ReadAsync(Uri address, string company, CancellationToken cancellationToken)
    {
        await using var host = Host.Create(address);
        var session = await Host.OpenAsync(host, company, cancellationToken);
        var records = 0;
        await foreach (var customer in session.Customers.ReadAllAsync(cancellationToken: cancellationToken))
        {
            records++;
        }

        Expect(records, Pages * PageSize);
    }

    private static async Task DrainAsync(Uri address, string company, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var pages = 0;
        var buffer = new byte[1024 * 1024];
        while (true)
        {
            var uri = new Uri(address, $"v3/company/{company}/query");
            using var answer = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.Content.Headers.ContentLength < 1000)
            {
                break;
            }

            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            while (await body.ReadAsync(buffer, cancellationToken) > 0)
            {
            }

            pages++;
        }

        Expect(pages, Pages);
    }

    private static void Expect(int found, int wanted)
    {
        if (found != wanted)
        {
            throw new InvalidOperationException($"{found:N0} came instead of {wanted:N0}.");
        }
    }
}
