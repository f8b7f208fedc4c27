using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// Answers that were made beforehand, page after page for each company, from a process of its own: whatever it costs is not ours.
/// </summary>
internal static class CannedServer
{
    private static readonly Dictionary<string, byte[]> Company = new()
    {
        ["companyinfo"] = """{"CompanyInfo":{"CompanyName":"Benchmarks","Country":"US"}}"""u8.ToArray(),
        ["preferences"] =
            """{"Preferences":{"SalesFormsPrefs":{"CustomTxnNumbers":true},"TaxPrefs":{"PartnerTaxEnabled":true}}}"""u8.ToArray(),
    };

    // The item of the lines of planned invoices, which must be in use.
    private static readonly byte[] Items =
        """{"QueryResponse":{"Item":[{"Id":"7","Name":"Seat","Type":"Service","Active":true}]}}"""u8.ToArray();

    /// <summary>Serves until its input ends, and says its address in its first line.</summary>
    public static async Task ServeAsync(int pages, int pageSize)
    {
        var answers = Enumerable
            .Range(0, pages)
            .Select(page => VendorPage.Customers((page * pageSize) + 1, pageSize))
            .Append(VendorPage.Empty())
            .ToArray();
        var next = new Dictionary<string, int>();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Run(context => AnswerAsync(context, answers, next));
        await server.StartAsync();
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Console.WriteLine(addresses.Addresses.Single());
        await Console.In.ReadToEndAsync();
    }

    private static Task AnswerAsync(HttpContext context, byte[][] answers, Dictionary<string, int> next)
    {
        // Such as /v3/company/7/query: the third part tells the rounds apart, the fourth what is asked for.
        var parts = context.Request.Path.Value!.Split('/');
        var statement = context.Request.Query["query"].ToString();
        var body = Company.TryGetValue(parts[4], out var about) ? about
            : statement.Contains("from Item", StringComparison.OrdinalIgnoreCase) ? Items
            : statement.Contains("from Term", StringComparison.OrdinalIgnoreCase) ? VendorPage.Empty()
            : NextPage(answers, next, parts[3]);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static byte[] NextPage(byte[][] answers, Dictionary<string, int> next, string company)
    {
        lock (next)
        {
            var page = next.GetValueOrDefault(company);
            next[company] = page + 1;
            return answers[Math.Min(page, answers.Length - 1)];
        }
    }
}
