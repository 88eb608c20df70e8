/** What is asked about users, and the answers: the words that controllers and directories share. */
package dev.deskwright.users;
