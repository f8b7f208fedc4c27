using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.CrashHost;

/// <summary>
/// One time for the host and the simulator, which are two processes: the host starts at the simulator's, moves its own clock, and
/// takes the simulator's along before each request.
/// </summary>
public sealed class SharedTime : IDisposable
{
    private readonly HttpClient _control;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private DateTimeOffset _told;

    private SharedTime(HttpClient control, DateTimeOffset now)
    {
        (_control, _told) = (control, now);
        Clock = new(now);
    }

    public SimulatedClock Clock { get; }

    public static async Task<SharedTime> StartAsync(Uri simulator)
    {
        var control = new HttpClient { BaseAddress = simulator };
        return new(control, await AdvanceAsync(control, TimeSpan.Zero));
    }

    public async Task TellAsync()
    {
        await _gate.WaitAsync();
        try
        {
            var now = Clock.GetUtcNow();
            if (now > _told)
            {
                using var held = Clock.Hold();
                await AdvanceAsync(_control, now - _told);
                _told = now;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        Clock.Dispose();
        _control.Dispose();
        _gate.Dispose();
    }

    private static async Task<DateTimeOffset> AdvanceAsync(HttpClient control, TimeSpan by)
    {
        using var body = new StringContent(
            $$"""{"seconds":{{by.TotalSeconds.ToString(CultureInfo.InvariantCulture)}}}""", Encoding.UTF8, "application/json");
        using var answer = await control.PostAsync(new Uri("_simulator/quickbooks/clock/advance", UriKind.Relative), body);
        var json = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return DateTimeOffset.Parse((string)json!["now"]!, CultureInfo.InvariantCulture);
    }

    internal sealed class Handler(SharedTime time) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await time.TellAsync();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
