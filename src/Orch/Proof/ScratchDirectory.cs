namespace Orch.Proof;

/// <summary>Removes directories that Orch made for itself.</summary>
internal static class ScratchDirectory
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Removes a directory and all in it, write-protected directories too; links are removed and not followed.</summary>
    /// <returns>Whether it is gone.</returns>
    public static bool Delete(string path)
    {
        for (var attempt = 0; attempt < 2 && Directory.Exists(path); attempt++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Unlock(new(path));
            }
        }

        return !Directory.Exists(path);
    }

    // Some package managers write-protect what they unpack.
    private static void Unlock(DirectoryInfo directory)
    {
        try
        {
            directory.UnixFileMode |= Open;
            foreach (var inner in directory.EnumerateDirectories().Where(inner => inner.LinkTarget is null))
            {
                Unlock(inner);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's; the removal will say so.
        }
    }
}
