using System.Collections;
using System.Text;

namespace Sequence.Connectors.QuickBooks;

/// <summary>The members of an object that are read, each by its name as it travels; all others are passed over.</summary>
internal sealed class WireShape<TWire> : IEnumerable<string>
    where TWire : struct
{
    private const int LongestName = 32;

    private readonly (byte[] Name, WireSetter<TWire> Set)[][] _byLength = [.. Enumerable.Repeat<(byte[], WireSetter<TWire>)[]>([], LongestName + 1)];

    public void Add(string name, WireSetter<TWire> set) => _byLength[name.Length] = [.. _byLength[name.Length], (Encoding.UTF8.GetBytes(name), set)];

    public WireSetter<TWire>? Find(ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var member in (name.Length <= LongestName ? _byLength[name.Length] : []).AsSpan())
        {
            if (name.SequenceEqual(member.Name))
            {
                return member.Set;
            }
        }

        return null;
    }

    public IEnumerator<string> GetEnumerator() =>
        _byLength.SelectMany(members => members).Select(member => Encoding.UTF8.GetString(member.Name)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
