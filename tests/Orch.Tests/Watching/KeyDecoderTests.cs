using System.Text;
using Orch.Cli.Watching;

namespace Orch.Tests.Watching;

public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("\e[A", nameof(KeyKind.Up))]
    [InlineData("\eOB", nameof(KeyKind.Down))]
    [InlineData("\e[5~", nameof(KeyKind.PageUp))]
    [InlineData("\e[H", nameof(KeyKind.Home))]
    [InlineData("\e[4~", nameof(KeyKind.End))]
    [InlineData("\e[1;5A", nameof(KeyKind.Other))]
    [InlineData("\r", nameof(KeyKind.Enter))]
    [InlineData("\x7f", nameof(KeyKind.Backspace))]
    [InlineData("\x03", nameof(KeyKind.Interrupt))]
    public void A_sequence_is_one_key_however_it_is_cut(string sent, string kind)
    {
        var decoder = new KeyDecoder();

        var keys = sent.SelectMany(letter => decoder.Take([(byte)letter])).ToList();

        Assert.Equal(kind, Assert.Single(keys).Kind.ToString());
        Assert.False(decoder.IsOpen);
    }

    [Fact]
    public void Escape_alone_is_a_key_when_nothing_follows()
    {
        var decoder = new KeyDecoder();

        Assert.Empty(decoder.Take("\e"u8));
        Assert.True(decoder.IsOpen);
        Assert.Equal(KeyKind.Escape, Assert.Single(decoder.Flush()).Kind);
    }

    [Fact]
    public void Letters_of_several_bytes_and_of_two_halves_are_whole()
    {
        var decoder = new KeyDecoder();

        var keys = Encoding.UTF8.GetBytes("ü漢🙂").SelectMany(one => decoder.Take([one])).ToList();

        Assert.Equal(["ü", "漢", "🙂"], keys.Select(key => key.Text));
    }

    [Fact]
    public void What_is_pasted_is_text_with_its_line_ends()
    {
        var decoder = new KeyDecoder();

        Assert.Empty(decoder.Take("\e[200~one\rtw"u8));
        var keys = decoder.Take("o\e[201~q"u8);

        Assert.Equal([new Key(KeyKind.Paste, "one\ntwo"), new Key(KeyKind.Text, "q")], keys);
    }
}
