using System.Collections;
using System.Text;

namespace Sequence.Connectors.QuickBooks;

/// <summary>The members of an object that are read, each by its name as it travels; all others are passed over.</summary>
internal sealed class WireShape<TWire> : IEnumerable<string>
    where TWire : struct
{
    private const int LongestName = 32;

    private readonly List<(byte[] Name, WireSetter<TWire> Set)>?[] _byLength = new List<(byte[], WireSetter<TWire>)>?[LongestName + 1];

    public void Add(string name, WireSetter<TWire> set) => (_byLength[name.Length] ??= []).Add((Encoding.UTF8.GetBytes(name), set));

    public WireSetter<TWire>? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length <= LongestName && _byLength[name.Length] is { } members)
        {
            foreach (var (known, set) in members)
            {
                if (name.SequenceEqual(known))
                {
                    return set;
                }
            }
        }

        return null;
    }

    public IEnumerator<string> GetEnumerator() =>
        _byLength.SelectMany(members => members ?? []).Select(member => Encoding.UTF8.GetString(member.Name)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
