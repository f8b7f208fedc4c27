using System.Diagnostics;

namespace Sequence.Connectors.CrashHost;

/// <summary>The points that a run passes; at one of them the process is killed, with no chance to tidy up.</summary>
public sealed class CrashPoints(string crashAt = "", int passing = 1)
{
    private readonly Lock _gate = new();
    private int _passed;

    public void Pass(string name)
    {
        lock (_gate)
        {
            if ((crashAt != "any" && crashAt != name) || ++_passed < passing)
            {
                return;
            }

            // SIGKILL: neither finally nor any handler runs.
            Process.GetCurrentProcess().Kill();
            throw new UnreachableException();
        }
    }

    public async Task<T> AroundAsync<T>(string name, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Pass($"{name}.before");
        var result = await work();
        Pass($"{name}.after");
        return result;
    }
}
