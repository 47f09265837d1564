namespace Orch.State;

/// <summary>
/// Room on the disk of the record that is kept for the moment when the disk is full, so that an end can be recorded then. It is given
/// away once; whoever holds it then brings what it does to an end.
/// </summary>
internal sealed class DiskReserve : IDisposable
{
    // What the rest of a run records takes less.
    private const int Size = 512 * 1024;

    private readonly string path;
    private readonly CancellationTokenSource given = new();

    private DiskReserve(string path) => this.path = path;

    /// <summary>Whether the disk was full and the room has been given away.</summary>
    public bool IsGiven => given.IsCancellationRequested;

    /// <summary>Is cancelled when the room is given away.</summary>
    public CancellationToken Given => given.Token;

    /// <summary>Takes the room; on a disk that is too full for it already there is none to give.</summary>
    /// <param name="folder">A private directory on the disk of the record.</param>
    public static DiskReserve Take(string folder)
    {
        var reserve = new DiskReserve(Path.Combine(folder, "reserve"));
        try
        {
            File.Delete(reserve.path);
            using var file = PrivateFile.Create(reserve.path);
            file.Write(new byte[Size]);
        }
        catch (IOException)
        {
            // The first thing that has to be recorded will tell.
        }

        return reserve;
    }

    /// <returns>Whether there is room now that was not there before: false the second time.</returns>
    public bool GiveAway()
    {
        if (IsGiven)
        {
            return false;
        }

        File.Delete(path);
        _ = given.CancelAsync();
        return true;
    }

    public void Dispose()
    {
        File.Delete(path);
        given.Dispose();
    }
}
