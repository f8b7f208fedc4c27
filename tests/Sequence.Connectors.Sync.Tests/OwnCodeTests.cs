using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>Where a host puts code of its own: before and after each call, and after what came back was mapped.</summary>
public sealed class OwnCodeTests
{
    [Fact]
    [Trait("Behaviour", "S1-11")]
    public async Task A_hosts_own_code_runs_around_each_call_and_after_mapping()
    {
        var answered = new List<HttpStatusCode>();
        await using var world = await SyncWorld.StartAsync(addHost: services => services.AddSequenceConnectors(
            connectors => connectors.ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => new Stamp(answered)))));

        var id = await world.PushAsync(HostRecords.Invoice());
        world.Company.EmailInvoice(id, "ap@customer.example");
        await world.SettleAsync();

        Assert.Equal("Stamped by the host", (string?)world.Company.Invoices.Find(id)!["CustomerMemo"]!["value"]);
        Assert.Contains(HttpStatusCode.OK, answered);
        var sent = Assert.Single(world.Told.Of<InvoiceSent>());
        Assert.Equal("Stamped by the host", sent.Current.Memo);
        Assert.Equal("EmailSent", sent.Current.Source!.Payload.Parse().RootElement.GetProperty("EmailStatus").GetString());
    }

    /// <summary>Adds a memo to what leaves, after it was mapped, and notes what comes back.</summary>
    private sealed class Stamp(List<HttpStatusCode> answered) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/batch", StringComparison.Ordinal))
            {
                var body = await request.Content!.ReadAsStringAsync(cancellationToken);
                request.Content = new StringContent(
                    body.Replace(
                        "\"DocNumber\"",
                        "\"CustomerMemo\":{\"value\":\"Stamped by the host\"},\"DocNumber\"",
                        StringComparison.Ordinal
                    ),
                    MediaTypeHeaderValue.Parse("application/json")
                );
            }

            var answer = await base.SendAsync(request, cancellationToken);
            lock (answered)
            {
                answered.Add(answer.StatusCode);
            }

            return answer;
        }
    }
}
