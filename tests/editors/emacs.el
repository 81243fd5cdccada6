;;; emacs.el --- What a user of Emacs does with mail.html  -*- lexical-binding: t -*-

;; What is seen on the way is written as JSON to the file that $SEEN names.  Without a terminal
;; nobody types: what Emacs does after a key (`post-command-hook') and in a pause (idle timers) is
;; called for, and the menu of actions is answered by `presend-choose'.

;;; Code:

(require 'cl-lib)
(require 'json)

(defvar presend-seen nil)

(defun presend-leave ()
  (with-temp-file (getenv "SEEN")
    (insert (json-encode presend-seen)))
  (kill-emacs 0))

(defun presend-wait (what number)
  "Wait until there are NUMBER diagnostics, or write that WHAT did not come."
  (let ((end (+ (float-time) 20)))
    (while (and (/= number (length (flymake-diagnostics))) (< (float-time) end))
      (run-hooks 'post-command-hook)
      (mapc #'timer-event-handler (copy-sequence timer-idle-list))
      (accept-process-output nil 0.02))
    (unless (= number (length (flymake-diagnostics)))
      (push (cons 'failed (format "waited in vain for %s: %S" what (presend-found))) presend-seen)
      (presend-leave))))

(defun presend-found ()
  "Line, first and last column in octets, message of each diagnostic, from the first to the last."
  (sort
   (mapcar
    (lambda (each)
      (save-excursion
        (goto-char (flymake-diagnostic-beg each))
        (let ((bytes (lambda (place)
                       (- (position-bytes place) (position-bytes (line-beginning-position))))))
          (list (1- (line-number-at-pos))
                (funcall bytes (flymake-diagnostic-beg each))
                (funcall bytes (flymake-diagnostic-end each))
                (flymake-diagnostic-text each)))))
    (flymake-diagnostics))
   (lambda (one other) (< (car one) (car other)))))

(defun presend-choose (words title)
  "Take what is called TITLE from the menu of actions about WORDS."
  (goto-char (point-min))
  (let ((end (search-forward words))
        (last-nonmenu-event ?x))
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_ titles &rest _)
                 (or (car (assoc title titles))
                     (progn (push (cons 'failed (format "no %s: %S" title (mapcar #'car titles)))
                                  presend-seen)
                            (presend-leave))))))
      (eglot-code-actions (- end (length words)) end nil t))))

(find-file "mail.html")
(run-hooks 'post-command-hook)
(presend-wait "the diagnostics" 4)
(push (cons 'opened (vconcat (presend-found))) presend-seen)

(presend-choose "parcel.png" "Mark it as decoration (unsafe: a reader may notice)")
(presend-wait "one less" 3)
(presend-choose "acme.com/orders" "Allow insecure-link here")
(presend-wait "two less" 2)

(save-buffer)
(presend-wait "none" 0)
(push (cons 'saved (vconcat (presend-found))) presend-seen)
(presend-leave)

;;; emacs.el ends here
