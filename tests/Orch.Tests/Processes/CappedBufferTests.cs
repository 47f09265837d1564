using System.Text;
using CsCheck;
using Orch.Processes;

namespace Orch.Tests.Processes;

public sealed class CappedBufferTests
{
    [Fact]
    public void Any_pieces_of_output_leave_the_same_head_and_tail_as_the_whole_of_it() =>
        Gen.Select(Gen.Int[2, 40], Gen.Byte.Array[0, 60].Array[0, 12]).Sample((capacity, pieces) =>
        {
            var buffer = new CappedBuffer(capacity);
            foreach (var piece in pieces)
            {
                buffer.Append(piece);
            }

            var all = pieces.SelectMany(piece => piece).ToArray();
            var half = capacity / 2;
            Assert.Equal(all.Length, buffer.Total);
            Assert.Equal(Math.Max(0, all.Length - (2 * half)), buffer.Dropped);
            Assert.Equal(all.Take(half), buffer.HeadBytes());
            Assert.Equal(all.Skip(half).TakeLast(half), buffer.TailBytes());
        });

    [Fact]
    public void Output_that_fits_comes_back_as_it_was() =>
        Gen.Select(Gen.String[0, 30], Gen.Int[1, 7]).Sample((text, step) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var buffer = new CappedBuffer(Math.Max(2, bytes.Length + (bytes.Length % 2)));
            foreach (var piece in bytes.Chunk(step))
            {
                buffer.Append(piece);
            }

            Assert.Equal(Encoding.UTF8.GetString(bytes), buffer.ToString());
        });

    [Theory]
    [InlineData("abcé……xéz", "abc\n[… 7 bytes left out …]\nxéz")]
    [InlineData("abcd…………xyz", "abcd\n[… 11 bytes left out …]\nxyz")]
    public void A_gap_is_named_and_takes_the_characters_with_it_that_it_cuts(string text, string kept)
    {
        var buffer = new CappedBuffer(8);
        buffer.Append(Encoding.UTF8.GetBytes(text));
        Assert.Equal(kept, buffer.ToString());
    }
}
