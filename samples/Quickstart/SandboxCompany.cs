using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Quickstart;

/// <summary>A company in Intuit's sandbox, with the credentials of the reader's own development app.</summary>
internal sealed class SandboxCompany(IConfiguration configuration) : ICompany
{
    private const string Redirect = "QuickBooks:RedirectUri";

    /// <summary>Intuit takes http://localhost for development apps; the address must be registered there, port and path included.</summary>
    public Uri RedirectUri { get; } = configuration[Redirect] is not { } text ? new("http://localhost:8765/callback")
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http", IsLoopback: true } ? address
        : throw new UsageException(
            $"{Redirect} is '{text}'; this program listens on this machine only. Set it to an address such as http://localhost:8765/callback."
        );

    public static SandboxCompany FromConfiguration() =>
        new(new ConfigurationBuilder().AddJsonFile(Path.GetFullPath("quickstart.json"), optional: true).AddEnvironmentVariables().Build());

    public void AddTo(SequenceConnectorsBuilder connectors) => connectors
        .AddQuickBooks(quickbooks => quickbooks.App("sandbox", app => app.Environment = ConnectorEnvironment.Sandbox))
        .AddQuickBooks(configuration.GetSection("QuickBooks"));

    public async Task<Uri> ConsentAsync(Uri page, CancellationToken cancellationToken)
    {
        using var listener = new HttpListener { Prefixes = { $"http://localhost:{RedirectUri.Port}/" } };
        listener.Start();
        Console.WriteLine(
            $"\nOpen this page in a browser, and choose a sandbox company:\n\n{page}\n\nWaiting for the answer at {RedirectUri} (Ctrl+C stops) …"
        );
        await using var stop = cancellationToken.Register(listener.Stop);
        try
        {
            while (true)
            {
                var visit = await listener.GetContextAsync();
                var isAnswer = visit.Request.Url?.AbsolutePath == RedirectUri.AbsolutePath;
                visit.Response.StatusCode = isAnswer ? 200 : 404;
                await visit.Response.OutputStream.WriteAsync("You can close this page."u8.ToArray(), cancellationToken);
                visit.Response.Close();
                if (isAnswer)
                {
                    return visit.Request.Url!;
                }
            }
        }
        catch (HttpListenerException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public bool TryReceivePayment(string invoiceId, decimal amount) => false;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
