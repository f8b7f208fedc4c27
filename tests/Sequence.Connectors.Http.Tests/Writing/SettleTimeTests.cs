namespace Sequence.Connectors.Http.Tests;

public sealed class SettleTimeTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 5, 4, 9, 0);
    private static readonly ApiOptions Options = new()
    {
        AttemptTimeout = Duration.FromSeconds(30), LongestWait = Duration.FromSeconds(10), MaxAttempts = 2,
    };

    [Fact]
    public void Waits_the_longest_call_out_where_it_is_not_known_when_the_request_last_left()
    {
        var time = Time();

        Assert.Equal(Duration.FromSeconds(100), time.LongestCall);
        Assert.Equal(Duration.FromSeconds(1), time.Remaining(Attempt(), Start + Duration.FromSeconds(100 + 60 + 10 - 1)));
        Assert.Null(time.Remaining(Attempt(), Start + Duration.FromSeconds(100 + 60 + 10)));
    }

    [Fact]
    public void Waits_the_systems_own_time_out_once_the_call_is_over()
    {
        var over = Attempt() with { RepeatedAt = Start + Duration.FromSeconds(5) };

        Assert.NotNull(Time().Remaining(over, Start + Duration.FromSeconds(5 + 69)));
        Assert.Null(Time().Remaining(over, Start + Duration.FromSeconds(5 + 70)));
    }

    [Fact]
    public void Ends_a_call_a_minute_before_its_key_dies() =>
        Assert.Equal(Duration.FromSeconds(30), Time(keyLife: Duration.FromSeconds(90)).LongestCall);

    private static SettleTime Time(Duration? keyLife = null)
    {
        var profile = new ApiProfile
        {
            ConnectorId = "test", Name = "Test", ApiAddress = _ => new("https://test.example/"), ReadFault = _ => null,
        };
        return new(profile, Options, serverTimeout: Duration.FromSeconds(60), keyLife);
    }

    private static WriteAttempt Attempt() => WriteAttempts.Begin(["intent-1"], "fingerprint", Start);
}
